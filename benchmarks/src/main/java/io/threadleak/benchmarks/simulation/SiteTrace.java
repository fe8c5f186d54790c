package io.threadleak.benchmarks.simulation;

import io.threadleak.model.RecordedSite;
import io.threadleak.model.ThreadKind;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** A simulated site round by round, and the truth about it. Its arrays are not to be changed. */
final class SiteTrace {

  final String name;
  final int[] live;
  final long[] started;
  final long[] ended;

  /** Leaked threads that are live. */
  final int[] leaked;

  /** The round from which on it leaks, {@link Lives#NEVER} for a healthy site. */
  final int leaksFrom;

  private final ThreadKind kind;
  final int bound;
  private final int[] ages;
  private final int[][] aged;

  SiteTrace(
      String name,
      ThreadKind kind,
      int bound,
      int[] ages,
      int[] live,
      long[] started,
      long[] ended,
      int[][] aged,
      int[] leaked,
      int leaksFrom) {
    this.name = name;
    this.kind = kind;
    this.bound = bound;
    this.ages = ages;
    this.live = live;
    this.started = started;
    this.ended = ended;
    this.aged = aged;
    this.leaked = leaked;
    this.leaksFrom = leaksFrom;
  }

  boolean leaks() {
    return leaksFrom != Lives.NEVER;
  }

  int rounds() {
    return live.length;
  }

  /** Live threads at least so many seconds old, for an age that is counted. */
  int aged(int round, int ageSeconds) {
    return aged[Arrays.binarySearch(ages, ageSeconds)][round];
  }

  /** As a recording keeps it. */
  RecordedSite at(int round) {
    SortedMap<Integer, Integer> olderThan = new TreeMap<>();
    for (int level = 0; level < ages.length; level++) {
      olderThan.put(ages[level], aged[level][round]);
    }
    return new RecordedSite(kind, live[round], started[round], ended[round], olderThan, bound);
  }

  /** What a monitor that misses the other rounds has seen; rounds ascending. */
  SiteTrace seenAt(int[] rounds) {
    int first = Lives.NEVER;
    for (int i = rounds.length - 1; i >= 0 && rounds[i] >= leaksFrom; i--) {
      first = i;
    }
    return new SiteTrace(
        name,
        kind,
        bound,
        ages,
        at(live, rounds),
        at(started, rounds),
        at(ended, rounds),
        Arrays.stream(aged).map(level -> at(level, rounds)).toArray(int[][]::new),
        at(leaked, rounds),
        first);
  }

  /** This run, followed by another one of the same site in a new process. */
  SiteTrace then(SiteTrace next) {
    int[][] both = new int[aged.length][];
    for (int level = 0; level < both.length; level++) {
      both[level] = joined(aged[level], next.aged[level]);
    }
    return new SiteTrace(
        name,
        kind,
        bound,
        ages,
        joined(live, next.live),
        joined(started, next.started),
        joined(ended, next.ended),
        both,
        joined(leaked, next.leaked),
        leaks() || !next.leaks() ? leaksFrom : rounds() + next.leaksFrom);
  }

  private static int[] at(int[] values, int[] rounds) {
    return Arrays.stream(rounds).map(round -> values[round]).toArray();
  }

  private static long[] at(long[] values, int[] rounds) {
    return Arrays.stream(rounds).mapToLong(round -> values[round]).toArray();
  }

  private static int[] joined(int[] first, int[] second) {
    int[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static long[] joined(long[] first, long[] second) {
    long[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
