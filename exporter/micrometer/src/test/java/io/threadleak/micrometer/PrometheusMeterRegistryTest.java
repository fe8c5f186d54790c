package io.threadleak.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.threadleak.exposition.Sample;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Prometheus sees of our meters: the catalogue, to the letter. */
final class PrometheusMeterRegistryTest {

  private static final int ROUNDS = 200;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicReference<LeakReport> report = new AtomicReference<>(SampleReports.typical());
  private final ThreadLeakMetrics metrics = new ThreadLeakMetrics(report::get, Tags.empty());

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
  void scrape_firstReport_holdsTheCatalogueAndNothingElse(LeakReport given) {
    report.set(given);
    metrics.bindTo(registry);

    assertThat(Sample.parse(registry.scrape())).isEqualTo(Sample.expected(given));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void scrape_reportAfterAnother_holdsTheCatalogueAndNothingElse(LeakReport given) {
    metrics.bindTo(registry);
    report.set(given);
    metrics.refresh();

    assertThat(Sample.parse(registry.scrape())).isEqualTo(Sample.expected(given));
  }

  @Test
  void scrape_info_isDeclaredAsOne() {
    metrics.bindTo(registry);

    assertThat(registry.scrape("application/openmetrics-text; version=1.0.0"))
        .contains("# TYPE threadleak_build info\n", "# TYPE threadleak_started_threads counter\n");
  }

  @Test
  void scrape_whileRowsComeAndGo_neverFails() {
    metrics.bindTo(registry);
    CompletableFuture<Void> rounds =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < ROUNDS; i++) {
                report.set(i % 2 == 0 ? SampleReports.ofSites(20) : SampleReports.typical());
                metrics.refresh();
              }
            });

    while (!rounds.isDone()) {
      assertThat(Sample.parse(registry.scrape())).isNotEmpty();
    }

    rounds.join();
    assertThat(Sample.parse(registry.scrape())).isEqualTo(Sample.expected(SampleReports.typical()));
  }
}
