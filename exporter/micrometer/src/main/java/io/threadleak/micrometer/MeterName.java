package io.threadleak.micrometer;

import io.threadleak.exposition.Metric;
import io.threadleak.exposition.MetricType;
import org.jspecify.annotations.Nullable;

/**
 * What a metric of the catalogue is called in Micrometer, by rule: dots for underscores, and
 * nothing that a registry's naming convention appends by itself.
 *
 * <ul>
 *   <li>{@code _total} is what Prometheus calls a counter, so it goes.
 *   <li>{@code _info} stays: by {@code .info} Micrometer knows an info metric.
 *   <li>{@code _seconds} of a gauge goes, and {@code time} is set: each registry has its own unit
 *       of time.
 *   <li>Any other base unit is what is counted ({@code threads}, or the {@code seconds} of a
 *       counter, for which Micrometer has no meter in units of time); it stays, and is stated too.
 * </ul>
 *
 * <p>With these a {@code PrometheusMeterRegistry} exposes exactly the catalogue's names.
 *
 * @param name the meter's
 * @param baseUnit as the meter states it; null where it has none, or one of time
 * @param time whether the meter measures time, in seconds
 */
record MeterName(String name, @Nullable String baseUnit, boolean time) {

  private static final String SECONDS = "seconds";

  /** Names a metric's meters. */
  static MeterName of(Metric metric) {
    String name = metric.type() == MetricType.INFO ? metric.name() : metric.familyName();
    boolean time = metric.unit().equals(SECONDS) && metric.type() == MetricType.GAUGE;
    if (time) {
      name = name.substring(0, name.length() - SECONDS.length() - 1);
    }
    return new MeterName(
        dotted(name), time || metric.unit().isEmpty() ? null : metric.unit(), time);
  }

  /** A metric's or a label's name in Micrometer's spelling. */
  static String dotted(String snakeCase) {
    return snakeCase.replace('_', '.');
  }
}
