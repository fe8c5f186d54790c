package io.threadleak.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.threadleak.exposition.Answer;
import io.threadleak.exposition.Sample;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PrometheusExpositionTest {

  private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";
  private static final String PROTOBUF =
      "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
          + " encoding=delimited";

  private final PrometheusExposition exposition = new PrometheusExposition();

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
  void scrape_text_holdsTheCatalogueAndNothingElse(LeakReport report) {
    assertThat(Sample.parse(text(exposition.scrape(report, null, Set.of()))))
        .isEqualTo(Sample.expected(report));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void scrape_openMetrics_holdsTheCatalogueAndNothingElse(LeakReport report) {
    String text = text(exposition.scrape(report, OPEN_METRICS, Set.of()));

    assertThat(text).endsWith("# EOF\n");
    assertThat(Sample.parse(text)).isEqualTo(Sample.expected(report));
  }

  /** Rows that are kept from scrape to scrape read as the library would write them. */
  @ParameterizedTest
  @MethodSource("reports")
  void scrape_afterOtherReports_hasTheLinesThatTheLibraryWrites(LeakReport report)
      throws IOException {
    reports().forEach(earlier -> exposition.scrape(earlier, OPEN_METRICS, Set.of()));
    ByteArrayOutputStream library = new ByteArrayOutputStream();
    ExpositionFormats.init()
        .getOpenMetricsTextFormatWriter()
        .write(library, new ThreadLeakCollector(() -> report).collect());

    assertThat(text(exposition.scrape(report, OPEN_METRICS, Set.of())).lines())
        .containsExactlyInAnyOrderElementsOf(library.toString(UTF_8).lines().toList())
        .endsWith("# EOF");
  }

  @Test
  void scrape_registryInOpenMetrics_endsOnce() {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(requestsInFlight());

    String text =
        text(
            new PrometheusExposition(registry)
                .scrape(SampleReports.typical(), OPEN_METRICS, Set.of()));

    assertThat(text).contains("\nrequests 7.0\n").containsOnlyOnce("# EOF").endsWith("\n# EOF\n");
  }

  @Test
  void scrape_protobuf_holdsAHostileLabelUnescaped() {
    Answer answer = exposition.scrape(SampleReports.hostile(), PROTOBUF, Set.of());

    assertThat(answer.contentType()).startsWith("application/vnd.google.protobuf; ");
    assertThat(text(answer)).contains(SampleReports.HOSTILE_LABEL, "threadleak_growth_threads");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "*/*", "text/html", "text/plain;version=0.0.4", "\"\u0000;;,"})
  void scrape_acceptOfNothingBetter_isAnsweredInText(@Nullable String accept) {
    Answer answer = exposition.scrape(SampleReports.typical(), accept, Set.of());

    assertThat(answer.contentType()).startsWith("text/plain; version=0.0.4; charset=utf-8");
    assertThat(text(answer)).contains("# TYPE threadleak_threads gauge\n");
  }

  @Test
  void scrape_openMetrics_isDeclaredAsSuch() {
    assertThat(exposition.scrape(SampleReports.typical(), OPEN_METRICS, Set.of()).contentType())
        .startsWith("application/openmetrics-text; version=1.0.0; charset=utf-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"threadleak_work_total", "threadleak_work"})
  void scrape_namedMetric_isTheOnlyOne(String name) {
    assertThat(text(exposition.scrape(SampleReports.typical(), null, Set.of(name))))
        .startsWith("# HELP threadleak_work_total ")
        .endsWith("\nthreadleak_work_total 41000.0\n");
  }

  @Test
  void scrape_unknownName_isEmpty() {
    assertThat(exposition.scrape(SampleReports.typical(), null, Set.of("threadleak_w")).body())
        .isEmpty();
  }

  @Test
  void scrape_registryThatHoldsOurCollectorToo_exposesBothOnce() {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(new ThreadLeakCollector(SampleReports::empty));
    registry.register(requestsInFlight());

    String text =
        text(
            new PrometheusExposition(registry)
                .scrape(SampleReports.typical(), null, Set.of("requests", "threadleak_work")));

    assertThat(Sample.parse(text))
        .extracting(Sample::name)
        .containsExactlyInAnyOrder("requests", "threadleak_work_total");
  }

  private static Collector requestsInFlight() {
    return () ->
        GaugeSnapshot.builder()
            .name("requests")
            .help("Requests in flight.")
            .dataPoint(GaugeDataPointSnapshot.builder().value(7).build())
            .build();
  }

  private static String text(Answer answer) {
    return new String(answer.body(), UTF_8);
  }
}
