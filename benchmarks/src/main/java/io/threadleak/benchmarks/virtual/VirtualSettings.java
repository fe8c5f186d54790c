package io.threadleak.benchmarks.virtual;

import java.time.Duration;
import java.util.List;

/**
 * How long and how large a run is.
 *
 * @param kinds kinds of task that starts and memory are measured for, at most
 * @param parkedCounts parked threads in the JVMs whose rounds are measured, ascending
 * @param rounds sampling rounds measured in each
 * @param warmUpRounds sampling rounds before that
 * @param interval from one such round to the next
 * @param dumps JSON dumps in each
 * @param startInterval from one sampling round to the next while starts are measured
 * @param startForks sets of JVMs that starts are measured in, for each kind of task
 * @param startTurns turns of each JVM
 * @param startsPerTurn starts in one turn
 * @param memoryForks pairs of JVMs whose heaps are compared, for each kind of task
 * @param churnPerSecond starts a second while the error is measured
 * @param churnSeconds how long
 */
record VirtualSettings(
    int kinds,
    List<Integer> parkedCounts,
    int rounds,
    int warmUpRounds,
    Duration interval,
    int dumps,
    Duration startInterval,
    int startForks,
    int startTurns,
    int startsPerTurn,
    int memoryForks,
    int churnPerSecond,
    int churnSeconds) {

  /** What a paced load starts in a second. */
  static final int STARTS_PER_SECOND = 500_000;

  /** What the published tables are made with. */
  static final VirtualSettings FULL =
      new VirtualSettings(
          Integer.MAX_VALUE,
          List.of(1_000, 10_000, 100_000, 1_000_000),
          9,
          5,
          Duration.ofSeconds(2),
          1,
          Duration.ofSeconds(10),
          1,
          9,
          1_000_000,
          1,
          100_000,
          60);

  /** Enough to see that everything still runs; its figures mean nothing. */
  static final VirtualSettings QUICK =
      new VirtualSettings(
          2,
          List.of(50, 500),
          1,
          1,
          Duration.ofSeconds(1),
          1,
          Duration.ofSeconds(1),
          1,
          1,
          10_000,
          1,
          1_000,
          2);

  /** The most parked threads. */
  int mostParked() {
    return parkedCounts.get(parkedCounts.size() - 1);
  }

  /** The least parked threads. */
  int leastParked() {
    return parkedCounts.get(0);
  }
}
