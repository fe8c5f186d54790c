package io.threadleak.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * How long and how large a run is.
 *
 * @param threadCounts live threads in the JVMs that are looked at, ascending
 * @param sites creation sites those threads are spread over
 * @param warmUp per contestant, before anything is measured
 * @param rounds interleaved rounds per comparison
 * @param batch shortest time one contestant runs for in one round
 * @param safepointCalls calls over which safepoints are counted
 * @param startForks sets of JVMs that thread starts are measured in
 * @param startsPerRound thread starts of one contestant in one round
 * @param historyRounds sampling rounds behind the footprint
 */
record Settings(
    List<Integer> threadCounts,
    int sites,
    Duration warmUp,
    int rounds,
    Duration batch,
    int safepointCalls,
    int startForks,
    int startsPerRound,
    int historyRounds) {

  /** The option that asks for {@link #QUICK}. */
  static final String QUICK_OPTION = "--quick";

  /** What the published tables are made with. */
  static final Settings FULL =
      new Settings(
          List.of(1_000, 10_000),
          200,
          Duration.ofSeconds(2),
          15,
          Duration.ofMillis(80),
          20,
          3,
          3_000,
          240);

  /** Enough to see that everything still runs; its figures mean nothing. */
  static final Settings QUICK =
      new Settings(
          List.of(20, 50), 10, Duration.ofMillis(20), 2, Duration.ofMillis(5), 3, 1, 300, 5);

  /** The settings that a command line asks for. */
  static Settings of(List<String> arguments) {
    return arguments.contains(QUICK_OPTION) ? QUICK : FULL;
  }

  /** The command line of a JVM with so many threads, which {@link #of} reads again. */
  List<String> arguments(int threads) {
    String count = Integer.toString(threads);
    return equals(QUICK) ? List.of(count, QUICK_OPTION) : List.of(count);
  }

  /** The most live threads. */
  int mostThreads() {
    return threadCounts.get(threadCounts.size() - 1);
  }
}
