package io.threadleak.simpleclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.threadleak.exposition.Metric;
import io.threadleak.exposition.MetricCatalogue;
import io.threadleak.exposition.Sample;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ThreadLeakCollectorTest {

  private final AtomicReference<LeakReport> report = new AtomicReference<>(SampleReports.typical());
  private final CollectorRegistry registry = new CollectorRegistry();
  private final ThreadLeakCollector collector = new ThreadLeakCollector(report::get);

  static Stream<LeakReport> reports() {
    return Stream.of(
        SampleReports.typical(),
        SampleReports.empty(),
        SampleReports.hostile(),
        SampleReports.bothKinds(),
        SampleReports.ofSites(200));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void scrape_text_holdsTheCatalogueAndNothingElse(LeakReport given) throws IOException {
    report.set(given);
    collector.register(registry);

    assertThat(Sample.parse(scrape(TextFormat.CONTENT_TYPE_004))).isEqualTo(Sample.expected(given));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void scrape_openMetrics_holdsTheCatalogueAndNothingElse(LeakReport given) throws IOException {
    report.set(given);
    collector.register(registry);

    assertThat(Sample.parse(scrape(TextFormat.CONTENT_TYPE_OPENMETRICS_100)))
        .isEqualTo(Sample.expected(given));
  }

  @Test
  void scrape_reportWithoutASiteOfTheLast_hasNoSampleOfIt() throws IOException {
    collector.register(registry);
    assertThat(scrape(TextFormat.CONTENT_TYPE_004)).contains("OrderHandler");

    report.set(SampleReports.empty());

    assertThat(scrape(TextFormat.CONTENT_TYPE_004)).doesNotContain("OrderHandler");
  }

  @Test
  void scrape_namedSample_isTheOnlyOne() {
    collector.register(registry);

    List<MetricFamilySamples> families =
        Collections.list(registry.filteredMetricFamilySamples(Set.of("threadleak_work_total")));

    assertThat(families).extracting(family -> family.name).containsExactly("threadleak_work");
  }

  @Test
  void describe_everyFamily_isTheCataloguesAndReadsNoReport() {
    report.set(null);

    assertThat(collector.describe())
        .allMatch(family -> family.samples.isEmpty())
        .zipSatisfy(MetricCatalogue.metrics(), ThreadLeakCollectorTest::assertDescribes);
  }

  @Test
  void register_twice_isRefusedByTheRegistry() {
    collector.register(registry);

    assertThatThrownBy(() -> new ThreadLeakCollector(report::get).register(registry))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertDescribes(MetricFamilySamples family, Metric metric) {
    assertThat(family.name).isEqualTo(metric.familyName());
    assertThat(family.help).isEqualTo(metric.help());
    assertThat(family.type.name()).isEqualTo(metric.type().name());
    assertThat(family.unit).isEqualTo(metric.unit());
  }

  private String scrape(String contentType) throws IOException {
    StringWriter text = new StringWriter();
    TextFormat.writeFormat(contentType, text, registry.metricFamilySamples());
    return text.toString();
  }
}
