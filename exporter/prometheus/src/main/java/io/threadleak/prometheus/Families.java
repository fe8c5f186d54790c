package io.threadleak.prometheus;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import io.threadleak.exposition.Metric;
import io.threadleak.exposition.MetricCatalogue;
import io.threadleak.exposition.Reading;
import io.threadleak.model.LeakReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** The metric catalogue as client_java's metric families, by their family names. */
final class Families {

  private static final Map<String, Family> ALL = families();

  private Families() {}

  /** Every family there is, in the catalogue's order, by its name without {@code _total}. */
  static Map<String, Family> all() {
    return ALL;
  }

  /** The families that the filter lets through and that have a sample in this report. */
  static List<MetricSnapshot> collect(LeakReport report, Predicate<String> names) {
    List<MetricSnapshot> snapshots = new ArrayList<>(ALL.size());
    ALL.forEach(
        (name, family) -> {
          if (names.test(name)) {
            List<Reading> readings = family.metric().read(report);
            if (!readings.isEmpty()) {
              snapshots.add(family.snapshot(readings));
            }
          }
        });
    return snapshots;
  }

  /** As {@link #collect}, in client_java's own container. */
  static MetricSnapshots snapshots(LeakReport report, Predicate<String> names) {
    return new MetricSnapshots(collect(report, names));
  }

  /** Any families in the library's own writing. */
  static byte[] write(
      ExpositionFormatWriter writer, MetricSnapshots snapshots, EscapingScheme escaping) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      writer.write(body, snapshots, escaping);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return body.toByteArray();
  }

  private static Map<String, Family> families() {
    Map<String, Family> families = new LinkedHashMap<>();
    MetricCatalogue.metrics().forEach(metric -> families.put(metric.familyName(), of(metric)));
    return families;
  }

  private static Family of(Metric metric) {
    MetricMetadata metadata =
        metric.unit().isEmpty()
            ? new MetricMetadata(metric.familyName(), metric.help())
            : new MetricMetadata(metric.familyName(), metric.help(), new Unit(metric.unit()));
    return new Family(metric, metadata);
  }

  /**
   * One metric of the catalogue.
   *
   * @param metric what the catalogue says of it
   * @param metadata the same in client_java's words
   */
  record Family(Metric metric, MetricMetadata metadata) {

    /** What a registry is told of this family when the collector is registered. */
    MetricFamilyDescriptor descriptor() {
      MetricType type =
          switch (metric.type()) {
            case GAUGE -> MetricType.GAUGE;
            case COUNTER -> MetricType.COUNTER;
            case INFO -> MetricType.INFO;
          };
      return MetricFamilyDescriptor.of(type, metadata, metric.labelNames());
    }

    /** These samples, frozen. */
    MetricSnapshot snapshot(List<Reading> readings) {
      return switch (metric.type()) {
        case GAUGE ->
            new GaugeSnapshot(
                metadata,
                points(readings, r -> new GaugeDataPointSnapshot(r.value(), labels(r), null)));
        case COUNTER ->
            new CounterSnapshot(
                metadata,
                points(readings, r -> new CounterDataPointSnapshot(r.value(), labels(r), null, 0)));
        case INFO ->
            new InfoSnapshot(metadata, points(readings, r -> new InfoDataPointSnapshot(labels(r))));
      };
    }

    private static <P> List<P> points(List<Reading> readings, Function<Reading, P> point) {
      return readings.stream().map(point).toList();
    }

    private Labels labels(Reading reading) {
      return Labels.of(metric.labelNames(), reading.labelValues());
    }
  }
}
