package io.threadleak.exposition;

import io.threadleak.model.LeakReport;
import java.util.List;
import java.util.function.Function;

/**
 * One metric of the catalogue: its contract, and how it is read from a report.
 *
 * @param name as Prometheus exposes it, {@code threadleak_started_threads_total}
 * @param type gauge, counter or info
 * @param unit the base unit that the {@link #familyName()} ends in, {@code threads} or {@code
 *     seconds}; empty where the name ends in none
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

  /** Copies the label names; refuses a name that lacks the suffix of its type or its unit. */
  public Metric {
    labelNames = List.copyOf(labelNames);
    if (!name.endsWith(type.suffix())) {
      throw new IllegalArgumentException(name + " does not end in " + type.suffix());
    }
    if (!unit.isEmpty() && !family(name, type).endsWith("_" + unit)) {
      throw new IllegalArgumentException(name + " does not carry its unit, " + unit);
    }
  }

  /** The name without the suffix of its type, {@code threadleak_started_threads}. */
  public String familyName() {
    return family(name, type);
  }

  private static String family(String name, MetricType type) {
    return name.substring(0, name.length() - type.suffix().length());
  }

  /** All samples of this metric in the given report; label sets are distinct. */
  public List<Reading> read(LeakReport report) {
    return source.apply(report);
  }
}
