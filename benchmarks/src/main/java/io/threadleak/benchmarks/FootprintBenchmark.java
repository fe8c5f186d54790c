package io.threadleak.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What threadleak takes of memory and threads in a JVM with many threads, in each of its modes. */
final class FootprintBenchmark {

  private final Settings settings;
  private final List<ThreadleakMode> modes;

  FootprintBenchmark(Settings settings, List<ThreadleakMode> modes) {
    this.settings = settings;
    this.modes = modes;
  }

  /** Measures and returns the table. */
  Table run() throws IOException, InterruptedException {
    Table table =
        new Table(
            "Footprint beside %,d live threads".formatted(settings.mostThreads()),
            "",
            "threads",
            "heap after a collection",
            "metaspace and code",
            "resident");
    double[] plain = measure(modes.get(0));
    for (ThreadleakMode mode : modes.subList(1, modes.size())) {
      double[] measured = measure(mode);
      table.row(
          mode.name(),
          "%+.0f".formatted(measured[0] - plain[0]),
          Unit.MEBIBYTES.write(measured[1] - plain[1]),
          Unit.MEBIBYTES.write(measured[2] - plain[2]),
          Unit.MEBIBYTES.write(measured[3] - plain[3]));
    }
    table.note(
        "Each figure is what comes on top of the same JVM without threadleak, the JDK's own threads"
            + " for it (JFR's) included.");
    table.note(
        "The books alone (ledger, sites, histories, report) take %s of heap at %,d threads on %d sites after %d rounds."
            .formatted(
                Unit.MEBIBYTES.write(books()),
                settings.mostThreads(),
                settings.sites(),
                settings.historyRounds()));
    return table;
  }

  private double[] measure(ThreadleakMode mode) throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(ParkedThreads.JVM_OPTIONS);
    options.addAll(mode.jvmOptions());
    List<String> arguments = new ArrayList<>(settings.arguments(settings.mostThreads()));
    arguments.addAll(mode.arguments());
    String printed = ChildJvm.run(FootprintWorker.class, options, arguments);
    return Arrays.stream(printed.trim().split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private double books() throws IOException, InterruptedException {
    return Double.parseDouble(
        ChildJvm.run(
                BooksWorker.class,
                ParkedThreads.JVM_OPTIONS,
                settings.arguments(settings.mostThreads()))
            .trim());
  }
}
