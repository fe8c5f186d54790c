package io.threadleak.benchmarks.virtual;

import io.threadleak.benchmarks.Table;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SiteReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the live threads of each site are off where three places start one class of task, so that
 * the task says nothing: what the report says, beside what the program knows of the same instant.
 */
final class SharedTaskError {

  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final List<String> METHODS = List.of("browse", "order", "pay");
  private static final List<String> NAMES =
      List.of("90 % of the starts", "9 %", "1 %, which never end");

  private final VirtualSettings settings;
  private final LoadPrograms programs;

  SharedTaskError(VirtualSettings settings, LoadPrograms programs) {
    this.settings = settings;
    this.programs = programs;
  }

  /** Measures and returns the table. */
  Table run() throws IOException, InterruptedException {
    List<Line> lines = METHODS.stream().map(Line::new).toList();
    long[] started;
    try (LoadJvm jvm =
        programs.startWithAgent("ChurnLoad", INTERVAL, List.of("-Xms2g", "-Xmx2g"))) {
      jvm.line(); // ready
      jvm.tell("run %d %d".formatted(settings.churnSeconds(), settings.churnPerSecond()));
      long end = System.nanoTime() + Duration.ofSeconds(settings.churnSeconds()).toNanos();
      LeakReport report = jvm.reports().latest();
      List<LeakReport> reports = new ArrayList<>();
      while (System.nanoTime() < end) {
        report = jvm.reports().after(report.self().rounds());
        reports.add(report);
      }
      started = jvm.numbers();
      reports.add(jvm.reports().afterNextRound());
      for (LeakReport each : reports) {
        compare(jvm, each, lines);
      }
    }
    return table(lines, started);
  }

  private static void compare(LoadJvm jvm, LeakReport report, List<Line> lines) throws IOException {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, report.time());
    long[] truth = jvm.ask("truth " + micros);
    for (int i = 0; i < truth.length; i++) {
      lines.get(i).add(truth[i], report);
    }
  }

  private Table table(List<Line> lines, long[] started) {
    Table table =
        new Table(
            "Live threads by site where one class of task is started from three places",
            "place",
            "live, last round",
            "reported",
            "stated margin",
            "off by, all rounds: at most",
            "mean stated margin",
            "rounds within the margin");
    for (int i = 0; i < lines.size(); i++) {
      table.row(lines.get(i).cells(NAMES.get(i)));
    }
    table.note(
        "%,d threads were started in %.1f s, a round every %d s; a margin is stated to hold in 95 %% of the rounds. The last round is after the load, when only threads that never end are left."
            .formatted(started[0], started[1] / 1e9, INTERVAL.toSeconds()));
    return table;
  }

  /** One place in the code, round by round. */
  private static final class Line {

    private final String method;
    private long truth;
    private long reported;
    private long margin;
    private long rounds;
    private long within;
    private long worst;
    private long margins;

    Line(String method) {
      this.method = method;
    }

    void add(long live, LeakReport report) {
      List<SiteReport> rows =
          VirtualCounts.rows(report).stream()
              .filter(row -> row.site().label().contains("ChurnLoad." + method))
              .toList();
      truth = live;
      reported = rows.stream().mapToLong(SiteReport::live).sum();
      margin = rows.stream().mapToLong(SiteReport::liveMargin).sum();
      long off = Math.abs(reported - live);
      rounds++;
      within += off <= margin ? 1 : 0;
      worst = Math.max(worst, off);
      margins += margin;
    }

    String[] cells(String name) {
      return new String[] {
        name,
        "%,d".formatted(truth),
        "%,d".formatted(reported),
        "± %,d".formatted(margin),
        "%,d".formatted(worst),
        "± %,d".formatted(margins / rounds),
        "%d of %d".formatted(within, rounds)
      };
    }
  }
}
