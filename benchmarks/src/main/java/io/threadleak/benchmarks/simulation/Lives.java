package io.threadleak.benchmarks.simulation;

import io.threadleak.model.Ages;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.ThreadKind;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The books of one simulated site: each thread's begin and end go in, what a monitor would have
 * counted at each round comes out.
 *
 * <p>Kept as differences from round to round, so that a thread costs a few additions however long
 * it lives. Used by one thread.
 */
final class Lives {

  /** The round at which an immortal thread ends. */
  static final int NEVER = Integer.MAX_VALUE / 2;

  private final Grid grid;
  private final int[] ages;
  private final int[] live;
  private final int[] leaked;
  private final long[] started;
  private final long[] ended;
  private final int[][] aged;
  private int leaksFrom = NEVER;

  Lives(Grid grid) {
    this.grid = grid;
    ages = agesAt(grid.intervalSeconds());
    live = new int[grid.rounds()];
    leaked = new int[grid.rounds()];
    started = new long[grid.rounds()];
    ended = new long[grid.rounds()];
    aged = new int[ages.length][grid.rounds()];
  }

  /** The ages that a monitor with such an interval writes into a recording, in seconds. */
  private static int[] agesAt(int intervalSeconds) {
    NavigableSet<Integer> ages = new TreeSet<>(Ages.SECONDS);
    Ages.ROUNDS.forEach(rounds -> ages.add(rounds * intervalSeconds));
    return ages.stream().mapToInt(age -> age).toArray();
  }

  Grid grid() {
    return grid;
  }

  /** A thread that lives from one instant to another, in seconds from the begin. */
  void addSpan(double fromSeconds, double toSeconds) {
    add(grid.roundAt(fromSeconds), grid.roundAt(toSeconds), 1);
  }

  /**
   * Threads with one fate.
   *
   * @param first the round that sees their start
   * @param end the round that sees their end; not before {@code first}, and if the same, no round
   *     sees them alive
   */
  void add(int first, int end, int threads) {
    if (first >= grid.rounds() || threads == 0) {
      return;
    }
    started[first] += threads;
    if (end < grid.rounds()) {
      ended[end] += threads;
    }
    mark(live, first, end, threads);
    for (int level = 0; level < ages.length; level++) {
      int reached = first + (ages[level] + grid.intervalSeconds() - 1) / grid.intervalSeconds();
      mark(aged[level], reached, end, threads);
    }
  }

  /** Threads that are leaked; {@link #NEVER} ends those that nothing cleans up. */
  void addLeaked(int first, int end, int threads) {
    add(first, end, threads);
    mark(leaked, first, end, threads);
  }

  /** Says that the site leaks from a round on, though its first leaked thread may come later. */
  void leaksFrom(int round) {
    leaksFrom = Math.min(leaksFrom, round);
  }

  private static void mark(int[] changes, int from, int to, int threads) {
    if (from < changes.length && from < to) {
      changes[from] += threads;
      if (to < changes.length) {
        changes[to] -= threads;
      }
    }
  }

  /** What a monitor would have counted. To be called once, at the end. */
  SiteTrace trace(String name, ThreadKind kind) {
    return trace(name, kind, SiteHistory.UNBOUNDED);
  }

  /** The same, of a site whose pool's bound the monitor sees. */
  SiteTrace trace(String name, ThreadKind kind, int bound) {
    for (int round = 1; round < grid.rounds(); round++) {
      live[round] += live[round - 1];
      leaked[round] += leaked[round - 1];
      started[round] += started[round - 1];
      ended[round] += ended[round - 1];
      for (int[] level : aged) {
        level[round] += level[round - 1];
      }
    }
    return new SiteTrace(name, kind, bound, ages, live, started, ended, aged, leaked, leaksFrom);
  }
}
