package io.threadleak.sampling;

import java.util.Arrays;

/**
 * The live threads of one class of tasks while a round walks them: by group, age and state. Groups
 * are the threads that were there before anybody counted, those whose site must be estimated, and
 * one for each site of the class. For the sampling thread.
 */
final class TaskTally {

  /** Threads that were there before starts were counted. */
  static final int BEFORE = 0;

  /** Threads of a mixed class that are not tracked. */
  static final int UNTRACKED = 1;

  /** Threads of the class's first site; those of its others follow. */
  static final int FIRST_SITE = 2;

  private static final Thread.State[] STATE = Thread.State.values();
  private static final int STATES = STATE.length;

  private final int ageBands;
  private int[][] cells = new int[FIRST_SITE + 1][];
  private long[] oldestIds = new long[FIRST_SITE + 1];
  private int total;

  TaskTally(int ageBands) {
    this.ageBands = ageBands;
    clear();
  }

  void clear() {
    for (int[] group : cells) {
      if (group != null) {
        Arrays.fill(group, 0);
      }
    }
    Arrays.fill(oldestIds, Long.MAX_VALUE);
    total = 0;
  }

  /** Adds one thread. */
  @SuppressWarnings("EnumOrdinal") // a place in an array of this object, a million times a round
  void add(int group, int ageBand, Thread.State state, long threadId) {
    cellsOf(group)[ageBand * STATES + state.ordinal()]++;
    oldestIds[group] = Math.min(oldestIds[group], threadId);
    total++;
  }

  /** Moves threads of one cell to another group: at most as many as there are. */
  void move(int from, int to, int cell, int threads) {
    cellsOf(from)[cell] -= threads;
    cellsOf(to)[cell] += threads;
    if (threads > 0) {
      oldestIds[to] = Math.min(oldestIds[to], oldestIds[from]);
    }
  }

  /** Cells of a group: its age bands one after the other, youngest first, each by state. */
  int cells() {
    return ageBands * STATES;
  }

  /** Age bands in each group. */
  int ageBands() {
    return ageBands;
  }

  int in(int group, int cell) {
    int[] of = group < cells.length ? cells[group] : null;
    return of == null ? 0 : of[cell];
  }

  int ageBand(int cell) {
    return cell / STATES;
  }

  Thread.State state(int cell) {
    return STATE[cell % STATES];
  }

  int total() {
    return total;
  }

  int total(int group) {
    int[] of = group < cells.length ? cells[group] : null;
    int sum = 0;
    if (of != null) {
      for (int threads : of) {
        sum += threads;
      }
    }
    return sum;
  }

  /** The lowest id of a group's threads, {@code Long.MAX_VALUE} where there is none. */
  long oldestId(int group) {
    return group < oldestIds.length ? oldestIds[group] : Long.MAX_VALUE;
  }

  private int[] cellsOf(int group) {
    if (group >= cells.length) {
      int had = cells.length;
      cells = Arrays.copyOf(cells, group + 1);
      oldestIds = Arrays.copyOf(oldestIds, group + 1);
      Arrays.fill(oldestIds, had, group + 1, Long.MAX_VALUE);
    }
    int[] of = cells[group];
    if (of == null) {
      of = new int[cells()];
      cells[group] = of;
    }
    return of;
  }
}
