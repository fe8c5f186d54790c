package io.threadleak.exposition;

import io.threadleak.model.LeakReport;
import java.util.List;
import java.util.function.Function;

/**
 * One metric of the catalogue: its contract, and how it is read from a report.
 *
 * @param name as Prometheus exposes it, {@code threadleak_started_threads_total}
 * @param type gauge, counter or info
 * @param unit {@code threads}, {@code seconds} or another base unit, empty where there is none
 * @param labelNames in order; empty for one reading without labels
 * @param help one sentence
 * @param source reads all samples from a report; pure
 */
public record Metric(
    String name,
    MetricType type,
    String unit,
    List<String> labelNames,
    String help,
    Function<LeakReport, List<Reading>> source) {

  /** Copies the names. */
  public Metric {
    labelNames = List.copyOf(labelNames);
  }

  /** All samples of this metric in the given report; label sets are distinct. */
  public List<Reading> read(LeakReport report) {
    return source.apply(report);
  }
}
