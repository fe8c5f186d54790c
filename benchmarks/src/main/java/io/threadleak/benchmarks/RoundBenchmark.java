package io.threadleak.benchmarks;

import io.threadleak.RoundStand;
import java.util.List;

/**
 * One sampling round beside one collect of each peer's thread metrics, in a JVM with so many
 * threads.
 */
final class RoundBenchmark {

  private RoundBenchmark() {}

  /** Prints the table for the thread count that is the first argument. */
  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.of(List.of(arguments));
    int threads = Integer.parseInt(arguments[0]);
    RoundStand stand = standOf(threads, settings);
    List<Outcome> outcomes =
        new Contest(settings, Safepoints.ofThisJvm())
            .run(
                List.of(
                    Peers.micrometer(),
                    Peers.clientJava(),
                    Peers.simpleclient(),
                    Ours.look(stand),
                    Ours.round(stand)));
    Table table =
        new Table(
            "One look at %,d live threads on %d sites".formatted(threads, settings.sites()),
            "",
            "CPU",
            "against Micrometer",
            "allocated",
            "safepoints");
    outcomes.forEach(outcome -> table.row(outcome.cells(outcomes.get(0))));
    System.out.print(table);
  }

  /** A stand in a JVM of so many parked threads, with as long a past as it ever keeps. */
  static RoundStand standOf(int threads, Settings settings) throws Exception {
    return standOf(threads, settings.sites(), settings);
  }

  /** The same on so many sites. */
  static RoundStand standOf(int threads, int sites, Settings settings) throws Exception {
    RoundStand stand = new RoundStand(sites);
    CreationSites.start(sites, ParkedThreads.start(threads), stand.hook());
    for (int round = 0; round < settings.historyRounds(); round++) {
      stand.round();
    }
    return stand;
  }
}
