package io.threadleak.benchmarks;

import io.threadleak.RoundStand;
import io.threadleak.json.WriterStand;
import io.threadleak.model.LeakReport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** What recording takes: CPU beside the round that is recorded, and bytes for a day. */
final class RecordingBenchmark {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int DAY_ROUNDS = 8_640;
  private static final int QUICK_ROUNDS = 10;

  private final Settings settings;
  private final int threads;
  private final int sites;
  private final RoundStand stand;
  private final BusySites service;

  private RecordingBenchmark(Settings settings, int threads) throws Exception {
    this.settings = settings;
    this.threads = threads;
    this.sites = settings.sites() / 2;
    this.stand = RoundBenchmark.standOf(threads, sites, settings);
    this.service = new BusySites(stand.round());
  }

  /** Prints the tables for the thread count that is the first argument. */
  public static void main(String[] arguments) throws Exception {
    RecordingBenchmark benchmark =
        new RecordingBenchmark(Settings.of(List.of(arguments)), Integer.parseInt(arguments[0]));
    System.out.print(benchmark.round());
    System.out.print(benchmark.day());
  }

  private Table round() throws Exception {
    List<LeakReport> reports = Stream.generate(service::next).limit(100).toList();
    Path directory = Files.createTempDirectory("threadleak-recording-");
    WriterStand writer = new WriterStand(directory);
    Iterator<LeakReport> endless =
        Stream.iterate(0, i -> (i + 1) % reports.size()).map(reports::get).iterator();
    List<Outcome> outcomes =
        new Contest(settings, Safepoints.ofThisJvm())
            .run(
                List.of(
                    Ours.round(stand),
                    new Contestant("recording it", () -> writer.write(endless.next()))));
    writer.close();
    delete(directory);
    Table table =
        new Table(
            "Recording a round at %,d live threads on %d sites".formatted(threads, sites),
            "",
            "CPU",
            "against the round",
            "allocated",
            "safepoints");
    outcomes.forEach(outcome -> table.row(outcome.cells(outcomes.get(0))));
    return table;
  }

  private Table day() throws IOException {
    int rounds = settings.equals(Settings.QUICK) ? QUICK_ROUNDS : DAY_ROUNDS;
    Path directory = Files.createTempDirectory("threadleak-recording-");
    WriterStand writer = new WriterStand(directory);
    long plain = 0;
    long cpuNanos = 0;
    for (int i = 0; i < rounds; i++) {
      LeakReport report = service.next();
      plain += writer.bytes(report);
      long before = THREADS.getCurrentThreadCpuTime();
      writer.write(report);
      cpuNanos += THREADS.getCurrentThreadCpuTime() - before;
    }
    writer.close();
    long zipped = bytes(directory, ".gz");
    long last = bytes(directory, ".jsonl");
    delete(directory);
    Table table =
        new Table("A day of %d sites, a round every 10 s".formatted(sites), "", "size", "a round");
    row(table, "as it is written", plain, rounds);
    row(table, "ended files, compressed", zipped, rounds);
    row(table, "the file being written, at the end", last, rounds);
    table.note(
        "Writing and compressing took %s of CPU a round."
            .formatted(Unit.MILLISECONDS.write(cpuNanos / (double) rounds)));
    return table;
  }

  private static void row(Table table, String name, long bytes, int rounds) {
    table.row(
        name, Unit.MEBIBYTES.write((double) bytes), Unit.KIBIBYTES.write(bytes / (double) rounds));
  }

  private static long bytes(Path directory, String end) throws IOException {
    long bytes = 0;
    for (Path file : files(directory)) {
      bytes += file.toString().endsWith(end) ? Files.size(file) : 0;
    }
    return bytes;
  }

  private static void delete(Path directory) throws IOException {
    for (Path file : files(directory)) {
      Files.delete(file);
    }
    Files.delete(directory);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
