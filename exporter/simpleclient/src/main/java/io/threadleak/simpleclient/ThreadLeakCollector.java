package io.threadleak.simpleclient;

import io.prometheus.client.Collector;
import io.prometheus.client.Predicate;
import io.threadleak.ThreadLeakMonitor;
import io.threadleak.exposition.Metric;
import io.threadleak.exposition.MetricCatalogue;
import io.threadleak.exposition.MetricType;
import io.threadleak.exposition.Reading;
import io.threadleak.model.LeakReport;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A collector of simpleclient 0.x that exposes the latest report of a monitor.
 *
 * <pre>{@code
 * new ThreadLeakCollector(monitor).register();
 * }</pre>
 *
 * <p>Every scrape reads one immutable report, so that a creation site without a row is gone from
 * the scrape as well, and all samples are of one round. It walks no threads. Thread-safe.
 */
public final class ThreadLeakCollector extends Collector implements Collector.Describable {

  private final Supplier<LeakReport> reports;

  /** A collector of this monitor's reports. */
  public ThreadLeakCollector(ThreadLeakMonitor monitor) {
    this(Objects.requireNonNull(monitor, "monitor")::report);
  }

  /** A collector of whatever report is given at each scrape; the supplier must be thread-safe. */
  public ThreadLeakCollector(Supplier<LeakReport> reports) {
    this.reports = Objects.requireNonNull(reports, "reports");
  }

  @Override
  public List<MetricFamilySamples> collect() {
    return collect(null);
  }

  @Override
  public List<MetricFamilySamples> collect(@Nullable Predicate<String> sampleNames) {
    LeakReport report = reports.get();
    return MetricCatalogue.metrics().stream()
        .filter(metric -> sampleNames == null || sampleNames.test(metric.name()))
        .map(metric -> family(metric, metric.read(report)))
        .filter(family -> !family.samples.isEmpty())
        .toList();
  }

  /** All families without their samples; reads no report. */
  @Override
  public List<MetricFamilySamples> describe() {
    return MetricCatalogue.metrics().stream().map(metric -> family(metric, List.of())).toList();
  }

  private static MetricFamilySamples family(Metric metric, List<Reading> readings) {
    return new MetricFamilySamples(
        metric.familyName(),
        metric.unit(),
        type(metric.type()),
        metric.help(),
        readings.stream().map(reading -> sample(metric, reading)).toList());
  }

  private static MetricFamilySamples.Sample sample(Metric metric, Reading reading) {
    return new MetricFamilySamples.Sample(
        metric.name(), metric.labelNames(), reading.labelValues(), reading.value());
  }

  private static Type type(MetricType type) {
    return switch (type) {
      case GAUGE -> Type.GAUGE;
      case COUNTER -> Type.COUNTER;
      case INFO -> Type.INFO;
    };
  }
}
