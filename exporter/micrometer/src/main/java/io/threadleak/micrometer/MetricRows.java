package io.threadleak.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.threadleak.exposition.Metric;
import io.threadleak.exposition.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One metric's meters in one registry, a meter for each row. Not thread-safe.
 *
 * <p>How is it designed, and why? A row that stays keeps its meter and only gets a new value;
 * meters are registered and removed where rows come and go. So a round costs a map look-up a row, a
 * counter goes on counting, and the same code serves gauges and counters. ({@code MultiGauge} knows
 * no counters, and would build an identifier for every row in every round.)
 */
final class MetricRows {

  private final Metric metric;
  private final MeterName name;
  private final MeterRegistry registry;
  private final Tags tags;
  private final Map<List<String>, MeterRow> rows = new HashMap<>();

  MetricRows(Metric metric, MeterRegistry registry, Tags tags) {
    this.metric = metric;
    this.name = MeterName.of(metric);
    this.registry = registry;
    this.tags = tags;
  }

  /** What the rows are read by. */
  Metric metric() {
    return metric;
  }

  /** Makes the meters those of these readings. */
  void show(List<Reading> readings) {
    Set<List<String>> gone = new HashSet<>(rows.keySet());
    for (Reading reading : readings) {
      gone.remove(reading.labelValues());
      MeterRow row = rows.get(reading.labelValues());
      if (row == null) {
        rows.put(reading.labelValues(), register(reading));
      } else {
        row.row().value(reading.value());
      }
    }
    gone.forEach(this::remove);
  }

  private void remove(List<String> labelValues) {
    MeterRow row = rows.remove(labelValues);
    if (row != null) {
      registry.remove(row.meter());
    }
  }

  private MeterRow register(Reading reading) {
    Row row = new Row(reading.value());
    Tags rowTags = tags.and(tagsOf(reading));
    Meter meter =
        switch (metric.type()) {
          case COUNTER -> counter(row, rowTags);
          case GAUGE, INFO -> name.time() ? timeGauge(row, rowTags) : gauge(row, rowTags);
        };
    return new MeterRow(row, meter);
  }

  private List<Tag> tagsOf(Reading reading) {
    List<Tag> labels = new ArrayList<>(metric.labelNames().size());
    for (int i = 0; i < metric.labelNames().size(); i++) {
      String key = MeterName.dotted(metric.labelNames().get(i));
      labels.add(Tag.of(key, reading.labelValues().get(i)));
    }
    return labels;
  }

  private Meter counter(Row row, Tags rowTags) {
    return FunctionCounter.builder(name.name(), row, Row::value)
        .tags(rowTags)
        .description(metric.help())
        .baseUnit(name.baseUnit())
        .register(registry);
  }

  private Meter gauge(Row row, Tags rowTags) {
    return Gauge.builder(name.name(), row, Row::value)
        .tags(rowTags)
        .description(metric.help())
        .baseUnit(name.baseUnit())
        .strongReference(true)
        .register(registry);
  }

  private Meter timeGauge(Row row, Tags rowTags) {
    return TimeGauge.builder(name.name(), row, TimeUnit.SECONDS, Row::value)
        .tags(rowTags)
        .description(metric.help())
        .strongReference(true)
        .register(registry);
  }

  private record MeterRow(Row row, Meter meter) {}
}
