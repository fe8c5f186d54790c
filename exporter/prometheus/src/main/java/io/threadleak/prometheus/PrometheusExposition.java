package io.threadleak.prometheus;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.threadleak.exposition.Answer;
import io.threadleak.exposition.MetricsExposition;
import io.threadleak.model.LeakReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The Prometheus text format, OpenMetrics or protobuf, whichever a scraper accepts, of a report and
 * on request of a registry beside it. Thread-safe.
 */
public final class PrometheusExposition implements MetricsExposition {

  /** What a family's samples may be called beyond its name. */
  private static final List<String> SAMPLE_SUFFIXES =
      List.of("", "_total", "_info", "_created", "_bucket", "_count", "_sum");

  private final ExpositionFormats formats = ExpositionFormats.init();
  private final @Nullable PrometheusRegistry registry;

  /** An exposition of reports alone. */
  public PrometheusExposition() {
    this.registry = null;
  }

  /**
   * An exposition of reports and of everything else in the registry; a {@link ThreadLeakCollector}
   * that is registered there does no harm.
   */
  public PrometheusExposition(PrometheusRegistry registry) {
    this.registry = Objects.requireNonNull(registry, "registry");
  }

  @Override
  public Answer scrape(LeakReport report, @Nullable String accept, Set<String> names) {
    ExpositionFormatWriter writer = formats.findWriter(accept);
    EscapingScheme escaping = EscapingScheme.fromAcceptHeader(accept);
    ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 14);
    try {
      writer.write(body, snapshots(report, filter(names)), escaping);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Answer(writer.getContentType() + escaping.toHeaderFormat(), body.toByteArray());
  }

  private MetricSnapshots snapshots(LeakReport report, Predicate<String> names) {
    List<MetricSnapshot> snapshots = new ArrayList<>(Families.collect(report, names));
    if (registry != null) {
      Predicate<String> ours = Families.all()::containsKey;
      registry.scrape(names.and(ours.negate())).forEach(snapshots::add);
    }
    return new MetricSnapshots(snapshots);
  }

  private static Predicate<String> filter(Set<String> names) {
    return names.isEmpty()
        ? name -> true
        : name -> SAMPLE_SUFFIXES.stream().anyMatch(suffix -> names.contains(name + suffix));
  }
}
