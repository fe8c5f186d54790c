package io.threadleak.benchmarks;

import io.threadleak.RoundStand;
import java.lang.ref.Reference;
import java.util.List;

/**
 * A JVM that prints how many bytes of heap the books take: ledger, sites, histories and the latest
 * report.
 */
final class BooksWorker {

  private BooksWorker() {}

  /** The first argument is the number of threads. */
  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.of(List.of(arguments));
    int count = Integer.parseInt(arguments[0]);
    List<Thread> threads = ParkedThreads.start(count);
    RoundStand stand = new RoundStand(settings.sites());
    CreationSites.start(settings.sites(), threads, thread -> {});
    long without = FootprintWorker.usedHeapBytes();
    CreationSites.start(settings.sites(), threads, stand.hook());
    Object report = stand.round();
    try {
      for (int round = 1; round < settings.historyRounds(); round++) {
        report = stand.round();
      }
      System.out.println(FootprintWorker.usedHeapBytes() - without);
    } finally {
      Reference.reachabilityFence(stand);
      Reference.reachabilityFence(report);
    }
  }
}
