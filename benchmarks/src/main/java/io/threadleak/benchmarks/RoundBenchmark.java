package io.threadleak.benchmarks;

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
    int count = Integer.parseInt(arguments[0]);
    List<Thread> threads = ParkedThreads.start(count);
    Contest contest = new Contest(settings, Safepoints.ofThisJvm());
    List<Contestant> contestants =
        List.of(Peers.micrometer(), Peers.clientJava(), Peers.simpleclient());
    System.out.print(tableOf(threads.size(), contest.run(contestants)));
  }

  private static Table tableOf(int threads, List<Outcome> outcomes) {
    Table table =
        new Table(
            "One look at %,d live threads".formatted(threads),
            "",
            "CPU",
            "against Micrometer",
            "allocated",
            "safepoints");
    Outcome micrometer = outcomes.get(0);
    for (Outcome outcome : outcomes) {
      table.row(
          outcome.name(),
          Unit.MILLISECONDS.write(outcome.cpu()),
          Unit.TIMES.write(outcome.cpuAgainst(micrometer)),
          Unit.KIBIBYTES.write(outcome.allocatedBytes()),
          Unit.TIMES.write(outcome.safepoints()));
    }
    return table;
  }
}
