package io.threadleak.benchmarks;

import io.threadleak.RoundStand;
import java.util.List;

/** One scrape beside one of client_java's default JVM metrics, in a JVM with so many threads. */
final class ScrapeBenchmark {

  private ScrapeBenchmark() {}

  /** Prints the table for the thread count that is the first argument. */
  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.of(List.of(arguments));
    RoundStand stand = RoundBenchmark.standOf(Integer.parseInt(arguments[0]), settings);
    Contest contest = new Contest(settings, Safepoints.ofThisJvm());
    List<Outcome> outcomes = contest.run(List.of(Peers.clientJavaScrape(), Ours.scrape(stand)));
    Table table =
        new Table(
            "One scrape at %d sites and %,d live threads"
                .formatted(settings.sites(), Integer.parseInt(arguments[0])),
            "",
            "CPU",
            "against client_java",
            "allocated",
            "safepoints");
    outcomes.forEach(outcome -> table.row(outcome.cells(outcomes.get(0))));
    System.out.print(table);
  }
}
