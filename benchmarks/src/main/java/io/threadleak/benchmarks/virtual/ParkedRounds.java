package io.threadleak.benchmarks.virtual;

import io.threadleak.benchmarks.Safepoints;
import io.threadleak.benchmarks.Spread;
import io.threadleak.benchmarks.Table;
import io.threadleak.benchmarks.Unit;
import io.threadleak.benchmarks.load.LoadJvm;
import io.threadleak.benchmarks.load.LoadPrograms;
import io.threadleak.model.LeakReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The agent's rounds beside the JDK's JSON dump, in a JVM with so many parked virtual threads.
 *
 * <p>How is it measured? The rounds are those of the shipped agent on its own schedule: CPU and
 * allocation are its sampling thread's, wall time is what the report says of itself. The dump runs
 * in the same JVM after them.
 */
final class ParkedRounds {

  private static final List<String> JVM_OPTIONS = List.of("-Xms4g", "-Xmx4g");

  private final VirtualSettings settings;
  private final LoadPrograms programs;
  private final Table table =
      new Table(
          "A round beside parked virtual threads, and a dump of them in the same JVM",
          "parked",
          "CPU of a round",
          "wall",
          "allocated",
          "safepoints",
          "CPU of a JSON dump",
          "wall",
          "allocated",
          "file",
          "safepoints",
          "dump to round: CPU",
          "wall");

  ParkedRounds(VirtualSettings settings, LoadPrograms programs) {
    this.settings = settings;
    this.programs = programs;
  }

  /** Measures and returns the table. */
  Table run() throws IOException, InterruptedException {
    for (int parked : settings.parkedCounts()) {
      Path log = Files.createTempFile("threadleak-safepoints", ".log");
      try (LoadJvm jvm = start(parked, log)) {
        jvm.line(); // ready
        measure(jvm, parked, Safepoints.in(log));
      } finally {
        Files.delete(log);
      }
    }
    return table;
  }

  private LoadJvm start(int parked, Path log) throws IOException {
    List<String> options = new ArrayList<>(JVM_OPTIONS);
    options.addAll(Safepoints.jvmOptions(log));
    return programs.startWithAgent(
        "ParkedLoad", settings.interval(), options, Integer.toString(parked), "plain");
  }

  private void measure(LoadJvm jvm, int parked, Safepoints safepoints)
      throws IOException, InterruptedException {
    LeakReport report = jvm.reports().afterNextRound();
    report = jvm.reports().after(report.self().rounds() + settings.warmUpRounds());
    Costs rounds = new Costs();
    long stops = safepoints.count();
    for (int i = 0; i < settings.rounds(); i++) {
      long[] before = jvm.ask("sampling");
      LeakReport next = jvm.reports().after(report.self().rounds());
      long[] after = jvm.ask("sampling");
      long passed = next.self().rounds() - report.self().rounds();
      rounds.add(
          (after[0] - before[0]) / (double) passed,
          next.self().sampleSeconds() * 1e9,
          (after[1] - before[1]) / (double) passed);
      report = next;
    }
    rounds.safepoints = (safepoints.count() - stops) / (double) settings.rounds();
    Costs dumps = dump(jvm, safepoints);
    addRow(parked, rounds, dumps);
    long[] scheduler = jvm.ask("scheduler");
    if (parked == settings.mostParked()) {
      table.note(
          "Of those %,d the agent's report counted %,d, the JDK's scheduler %,d mounted and %,d queued, which is all that Micrometer's `VirtualThreadMetrics` read."
              .formatted(parked, VirtualCounts.of(report).live(), scheduler[0], scheduler[1]));
    }
  }

  private Costs dump(LoadJvm jvm, Safepoints safepoints) throws IOException {
    Costs dumps = new Costs();
    Path directory = Files.createTempDirectory("threadleak-dump-");
    Path file = directory.resolve("threads.json");
    long stops = safepoints.count();
    for (int i = 0; i < settings.dumps(); i++) {
      long[] cost = jvm.ask("dump " + file);
      dumps.add((double) cost[0], (double) cost[1], (double) cost[2]);
      dumps.fileBytes = Files.size(file);
      Files.delete(file);
    }
    dumps.safepoints = (safepoints.count() - stops) / (double) settings.dumps();
    Files.delete(directory);
    return dumps;
  }

  private void addRow(int parked, Costs round, Costs dump) {
    double cpu = Spread.of(round.cpu).median();
    double wall = Spread.of(round.wall).median();
    table.row(
        "%,d".formatted(parked),
        Unit.MILLISECONDS.write(Spread.of(round.cpu)),
        Unit.MILLISECONDS.write(Spread.of(round.wall)),
        Unit.KIBIBYTES.write(Spread.of(round.bytes).median()),
        Unit.TIMES.write(round.safepoints),
        Unit.MILLISECONDS.write(Spread.of(dump.cpu).median()),
        Unit.MILLISECONDS.write(Spread.of(dump.wall).median()),
        Unit.MEBIBYTES.write(Spread.of(dump.bytes).median()),
        Unit.MEBIBYTES.write(dump.fileBytes),
        Unit.TIMES.write(dump.safepoints),
        Unit.TIMES.write(Spread.of(dump.cpu).median() / cpu),
        Unit.TIMES.write(Spread.of(dump.wall).median() / wall));
  }

  /** What was measured of rounds or dumps, one entry each. */
  private static final class Costs {

    private final List<Double> cpu = new ArrayList<>();
    private final List<Double> wall = new ArrayList<>();
    private final List<Double> bytes = new ArrayList<>();
    private double safepoints;
    private double fileBytes;

    void add(double cpuNanos, double wallNanos, double allocatedBytes) {
      cpu.add(cpuNanos);
      wall.add(wallNanos);
      bytes.add(allocatedBytes);
    }
  }
}
