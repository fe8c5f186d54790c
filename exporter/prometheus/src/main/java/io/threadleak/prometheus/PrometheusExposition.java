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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private final Map<ExpositionFormatWriter, ReportText> textFormats =
      Stream.of(formats.getPrometheusTextFormatWriter(), formats.getOpenMetricsTextFormatWriter())
          .collect(Collectors.toUnmodifiableMap(writer -> writer, ReportText::new));
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
    String contentType = writer.getContentType() + escaping.toHeaderFormat();
    Predicate<String> filter = filter(names);
    List<MetricSnapshot> others = othersInRegistry(filter);
    ReportText text = textFormats.get(writer);
    if (text != null) {
      byte[] before = Families.write(writer, new MetricSnapshots(others), escaping);
      return new Answer(contentType, text.write(report, filter, before));
    }
    others.addAll(Families.collect(report, filter));
    return new Answer(contentType, Families.write(writer, new MetricSnapshots(others), escaping));
  }

  private List<MetricSnapshot> othersInRegistry(Predicate<String> names) {
    List<MetricSnapshot> others = new ArrayList<>();
    if (registry != null) {
      Predicate<String> ours = Families.all()::containsKey;
      registry.scrape(names.and(ours.negate())).forEach(others::add);
    }
    return others;
  }

  private static Predicate<String> filter(Set<String> names) {
    return names.isEmpty()
        ? name -> true
        : name -> SAMPLE_SUFFIXES.stream().anyMatch(suffix -> names.contains(name + suffix));
  }
}
