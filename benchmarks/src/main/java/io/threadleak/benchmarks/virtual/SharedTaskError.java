package io.threadleak.benchmarks.virtual;

import io.threadleak.benchmarks.Table;
import io.threadleak.benchmarks.load.LoadJvm;
import io.threadleak.benchmarks.load.LoadPrograms;
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
    int total = settings.churnSeconds() * settings.churnPerSecond();
    try (LoadJvm jvm =
        programs.startWithAgent(
            "ChurnLoad",
            INTERVAL,
            List.of("-Xms4g", "-Xmx4g"),
            Integer.toString(total),
            Integer.toString(settings.churnPerSecond()))) {
      jvm.line(); // ready
      jvm.tell("run");
      LeakReport report = jvm.reports().latest();
      List<LeakReport> reports = new ArrayList<>();
      while (!jvm.hasAnswer()) {
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
    long round = Math.round(report.self().sampleSeconds() * 1e6);
    long[] truth = jvm.ask("truth %d %d".formatted(micros, round));
    for (int i = 0; i < lines.size(); i++) {
      lines.get(i).add(truth[2 * i], truth[2 * i + 1], report);
    }
  }

  private Table table(List<Line> lines, long[] started) {
    Table table =
        new Table(
            "Live threads by site where one class of task is started from three places",
            "place",
            "live, mean of the rounds",
            "of those, still live after the round",
            "reported",
            "stated margin",
            "rounds within the margin",
            "live at the end",
            "reported",
            "stated margin");
    for (int i = 0; i < lines.size(); i++) {
      table.row(lines.get(i).cells(NAMES.get(i)));
    }
    table.note(
        "%,d threads were started in %.1f s, a round every %d s; a margin is stated to hold in 95 %% of the rounds. A thread that ends while a round looks may count as live or as ended. At the end only the threads that never end are left."
            .formatted(started[0], started[1] / 1e9, INTERVAL.toSeconds()));
    return table;
  }

  /** One place in the code, round by round. */
  private static final class Line {

    private final String method;
    private long rounds;
    private long live;
    private long through;
    private long reported;
    private long margins;
    private long within;
    private long lastLive;
    private long lastReported;
    private long lastMargin;

    Line(String method) {
      this.method = method;
    }

    /** Of so many live threads at a round's beginning, so many still were at its end. */
    void add(long nowLive, long nowThrough, LeakReport report) {
      List<SiteReport> rows =
          VirtualCounts.rows(report).stream()
              .filter(row -> row.site().label().contains("ChurnLoad." + method))
              .toList();
      lastLive = nowLive;
      lastReported = rows.stream().mapToLong(SiteReport::live).sum();
      lastMargin = rows.stream().mapToLong(SiteReport::liveMargin).sum();
      rounds++;
      live += nowLive;
      through += nowThrough;
      reported += lastReported;
      margins += lastMargin;
      boolean isWithin =
          lastReported >= nowThrough - lastMargin && lastReported <= nowLive + lastMargin;
      within += isWithin ? 1 : 0;
    }

    String[] cells(String name) {
      return new String[] {
        name,
        "%,d".formatted(live / rounds),
        "%,d".formatted(through / rounds),
        "%,d".formatted(reported / rounds),
        "± %,d".formatted(margins / rounds),
        "%d of %d".formatted(within, rounds),
        "%,d".formatted(lastLive),
        "%,d".formatted(lastReported),
        "± %,d".formatted(lastMargin)
      };
    }
  }
}
