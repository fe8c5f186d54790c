package io.threadleak.benchmarks.fleet;

import io.threadleak.benchmarks.Machine;
import io.threadleak.benchmarks.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Lets each Prometheus scrape the fleet for some minutes and prints what that took. */
public final class Main {

  private static final int PROGRESS_SECONDS = 30;

  private Main() {}

  /** Exits with 2 where an argument is wrong. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Options options;
    try {
      options = Options.of(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println("benchmarks/fleet: " + e.getMessage());
      System.exit(2);
      return;
    }
    List<String> versions = new ArrayList<>();
    List<Measured> measured = new ArrayList<>();
    for (Path program : options.prometheus()) {
      try (FleetTargets targets = new FleetTargets(options.instances(), options.sites());
          RunningPrometheus prometheus = new RunningPrometheus(program, config(options, targets))) {
        versions.add("Prometheus " + prometheus.version());
        measured.add(run(options, prometheus));
      }
    }
    System.out.print(table(options, versions, measured));
  }

  private static Measured run(Options options, RunningPrometheus prometheus)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(options.minutes());
    long half = System.nanoTime() + TimeUnit.MINUTES.toNanos(options.minutes()) / 2;
    double samples = 0;
    double processor = 0;
    long since = 0;
    while (System.nanoTime() < end) {
      TimeUnit.SECONDS.sleep(Math.min(PROGRESS_SECONDS, options.intervalSeconds()));
      System.err.printf(
          Locale.ROOT,
          "fleet: %,.0f series, %.2f GiB, load average %.1f, %d s to go%n",
          prometheus.own("prometheus_tsdb_head_series"),
          prometheus.own("process_resident_memory_bytes") / (1 << 30),
          Machine.load(),
          Math.max(0, TimeUnit.NANOSECONDS.toSeconds(end - System.nanoTime())));
      if (since == 0 && System.nanoTime() >= half) {
        since = System.nanoTime();
        samples = prometheus.own("prometheus_tsdb_head_samples_appended_total");
        processor = prometheus.own("process_cpu_seconds_total");
      }
    }
    double seconds = (System.nanoTime() - since) / 1e9;
    return Measured.of(
        prometheus,
        (prometheus.own("prometheus_tsdb_head_samples_appended_total") - samples) / seconds,
        (prometheus.own("process_cpu_seconds_total") - processor) / seconds);
  }

  private static String config(Options options, FleetTargets targets) {
    return String.join(
        "\n",
        "global:",
        "  scrape_interval: " + options.intervalSeconds() + "s",
        "  scrape_timeout: " + options.intervalSeconds() + "s",
        "  evaluation_interval: 60s",
        "rule_files: ['" + String.join("', '", options.rules()) + "']",
        targets.scrapeConfig());
  }

  private static Table table(Options options, List<String> versions, List<Measured> measured) {
    Table table =
        new Table(
            String.format(
                Locale.ROOT,
                "%,d instances with %d sites each, scraped every %d s, after %d minutes",
                options.instances(),
                options.sites(),
                options.intervalSeconds(),
                options.minutes()),
            Stream.concat(Stream.of(""), versions.stream()).toArray(String[]::new));
    for (String row : Measured.rows(measured)) {
      table.row(
          Stream.concat(Stream.of(row), measured.stream().map(each -> each.cells().get(row)))
              .toArray(String[]::new));
    }
    table.note("Measured on " + Machine.describe() + ".");
    return table;
  }
}
