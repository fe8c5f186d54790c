package io.threadleak.benchmarks.fleet;

import io.threadleak.benchmarks.Machine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one Prometheus took to keep a fleet: cells by what they tell, in the table's order. */
final class Measured {

  private static final List<String> GROUPS =
      List.of(
          "threadleak-leaks",
          "threadleak-saturation",
          "threadleak-virtual-threads",
          "threadleak-self",
          "threadleak-fleet");

  private static final String LEAKING = "job_site:threadleak_leaking_instances:sum > 0";

  /** Queries of whoever looks at a fleet, by the words of the table. */
  private static final Map<String, String> QUERIES = new LinkedHashMap<>();

  static {
    QUERIES.put("query: ranking of sites, recorded", "topk(10, job_site:threadleak_threads:rms)");
    QUERIES.put(
        "query: ranking of sites, from raw series",
        "topk(10, (sum by (job, site_id) ((sum without (state) (threadleak_threads)) ^ 2)"
            + " / on (job) group_left () count by (job) (threadleak_build_info)) ^ 0.5)");
    QUERIES.put("query: sites that leak, recorded", LEAKING);
    QUERIES.put(
        "query: sites that leak, from raw series",
        "sum by (job, site_id) (threadleak_verdict{verdict=~\"leaking|proven\"}) > 0");
    QUERIES.put(
        "query: one instance's sites",
        "topk(10, sum without (state) (threadleak_threads{instance=\"shop-0-0:9847\"}))");
  }

  private static final int TIMES = 3;

  private final Map<String, String> cells = new LinkedHashMap<>();
  private final RunningPrometheus prometheus;

  private Measured(RunningPrometheus prometheus) {
    this.prometheus = prometheus;
  }

  /**
   * Measures.
   *
   * @param ingested samples that came each second
   * @param cores processor seconds that it took each second
   */
  static Measured of(RunningPrometheus prometheus, double ingested, double cores)
      throws IOException, InterruptedException {
    Measured measured = new Measured(prometheus);
    measured.ingestion(ingested, cores);
    measured.rules();
    measured.queries();
    return measured;
  }

  /** Cells by row. */
  Map<String, String> cells() {
    return cells;
  }

  private void ingestion(double ingested, double cores) throws IOException, InterruptedException {
    cell("targets up", "%,.0f", prometheus.value("count(up == 1)"));
    cell("series of one instance", "%,.0f", prometheus.value("max(scrape_samples_scraped)"));
    cell("series in memory", "%,.0f", prometheus.own("prometheus_tsdb_head_series"));
    cell("samples a second", "%,.0f", ingested);
    cell("one scrape, mean", "%.0f ms", 1000 * prometheus.value("avg(scrape_duration_seconds)"));
    cell("memory, resident", "%.2f GiB", gib(prometheus.own("process_resident_memory_bytes")));
    cell("memory, at most so far", "%.2f GiB", gib((double) prometheus.peakMemory()));
    cell(
        "memory for each series",
        "%.1f KiB",
        prometheus.own("process_resident_memory_bytes")
            / prometheus.own("prometheus_tsdb_head_series")
            / 1024);
    cell("processor, of one core", "%.0f %%", 100 * cores);
    cell("disk", "%.2f GiB", gib((double) prometheus.onDisk()));
  }

  private void rules() throws IOException, InterruptedException {
    for (String group : GROUPS) {
      // The label's value is the file, a semicolon and the name.
      cell(
          "rules: `" + group + "`",
          "%.2f s",
          prometheus.own("prometheus_rule_group_last_duration_seconds", ";" + group + "\"}"));
    }
    cell("alerts that fire", "%,.0f", prometheus.value("count(ALERTS{alertstate=\"firing\"})"));
    cell(
        "evaluations missed or failed, worst group",
        "%.0f",
        prometheus.own("prometheus_rule_group_iterations_missed_total")
            + prometheus.own("prometheus_rule_evaluation_failures_total"));
    cell("load average meanwhile", "%.1f", Machine.load());
  }

  private void queries() throws IOException, InterruptedException {
    for (Map.Entry<String, String> query : QUERIES.entrySet()) {
      double[] millis = new double[TIMES];
      boolean answered = true;
      for (int i = 0; i < TIMES && answered; i++) {
        long begin = System.nanoTime();
        answered = prometheus.answers(query.getValue());
        millis[i] = (System.nanoTime() - begin) / 1e6;
      }
      Arrays.sort(millis);
      if (answered) {
        cell(query.getKey(), "%,.0f ms", millis[TIMES / 2]);
      } else {
        cells.put(query.getKey(), "none in 120 s");
      }
    }
  }

  private void cell(String name, String format, double value) {
    cells.put(name, String.format(Locale.ROOT, format, value));
  }

  private static double gib(double bytes) {
    return bytes / (1 << 30);
  }

  /** The rows that any of them has. */
  static List<String> rows(List<Measured> all) {
    return new ArrayList<>(all.get(0).cells.keySet());
  }
}
