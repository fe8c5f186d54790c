package io.threadleak.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.threadleak.exposition.MetricCatalogue;
import io.threadleak.model.LeakReport;
import java.util.List;
import java.util.function.Supplier;

/** All meters of a binder in one registry. Thread-safe. */
final class BoundRegistry {

  private final MeterRegistry registry;
  private final Supplier<LeakReport> reports;
  private final List<MetricRows> metrics;
  private boolean closed;

  BoundRegistry(MeterRegistry registry, Tags tags, Supplier<LeakReport> reports) {
    this.registry = registry;
    this.reports = reports;
    this.metrics =
        MetricCatalogue.metrics().stream()
            .map(metric -> new MetricRows(metric, registry, tags))
            .toList();
  }

  /** Makes the meters those of the latest report, which it fetches itself lest it show an older. */
  synchronized void refresh() {
    if (closed || registry.isClosed()) {
      return;
    }
    LeakReport report = reports.get();
    metrics.forEach(rows -> rows.show(rows.metric().read(report)));
  }

  /** Removes the meters for good. */
  synchronized void close() {
    closed = true;
    metrics.forEach(rows -> rows.show(List.of()));
  }
}
