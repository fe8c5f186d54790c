package io.threadleak.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.threadleak.exposition.Metric;
import io.threadleak.exposition.MetricCatalogue;
import io.threadleak.model.EvidenceReport;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import io.threadleak.model.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ThreadLeakCollectorTest {

  private final AtomicReference<LeakReport> report = new AtomicReference<>(SampleReports.typical());
  private final ThreadLeakCollector collector = new ThreadLeakCollector(report::get);

  @Test
  void collect_reportWithoutASiteOfTheLast_hasNoSampleOfIt() {
    assertThat(samplesOf("threadleak_oldest_thread_seconds")).isEqualTo(4);

    report.set(SampleReports.empty());

    assertThat(samplesOf("threadleak_oldest_thread_seconds")).isEqualTo(1);
  }

  @Test
  void collect_nameFilterOfTheRegistry_readsThoseFamiliesOnly() {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(collector);

    assertThat(registry.scrape(name -> name.endsWith("work")))
        .extracting(snapshot -> snapshot.getMetadata().getPrometheusName())
        .containsExactly("threadleak_work");
  }

  @Test
  void register_twice_isRefusedByTheRegistry() {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(collector);

    assertThatThrownBy(() -> registry.register(collector))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void descriptors_everyFamily_agreeWithTheCatalogue() {
    assertThat(collector.getMetricFamilyDescriptors())
        .hasSameSizeAs(MetricCatalogue.metrics())
        .zipSatisfy(MetricCatalogue.metrics(), ThreadLeakCollectorTest::assertDescribes);
  }

  @Test
  @SuppressWarnings("deprecation") // what registries before client_java 1.9 ask for
  void names_everyFamily_areThoseOfTheSnapshots() {
    report.set(
        SampleReports.keeping(
            SampleReports.serving(SampleReports.bothKinds(), SampleReports.endpoints(1)),
            new EvidenceReport(1, 0, 0, 0, SampleReports.TIME)));

    assertThat(collector.getPrometheusNames())
        .containsExactlyInAnyOrderElementsOf(
            collector.collect().stream()
                .map(snapshot -> snapshot.getMetadata().getPrometheusName())
                .toList());
  }

  /** The exposition in the class's Javadoc is what an operator sees, to the letter. */
  @Test
  void javadoc_exposition_isTheExpositionOfOneLeakingSite() throws IOException {
    LeakReport one =
        SampleReports.of(
            SampleReports.row(
                "1a2b3c4d", "com.acme.Orders.get(Orders.java:42)", 37, Verdict.LEAKING));
    Set<String> names =
        Set.of(
            "threadleak_threads",
            "threadleak_started_threads",
            "threadleak_oldest_thread_seconds",
            "threadleak_growth_threads_per_second",
            "threadleak_verdict");
    ByteArrayOutputStream body = new ByteArrayOutputStream();

    ExpositionFormats.init()
        .getPrometheusTextFormatWriter()
        .write(body, new ThreadLeakCollector(() -> one).collect(names::contains));

    assertThat(javadocExposition()).isEqualTo(body.toString(StandardCharsets.UTF_8));
  }

  private static String javadocExposition() throws IOException {
    String source =
        Files.readString(
            Path.of("src/main/java/io/threadleak/prometheus/ThreadLeakCollector.java"));
    Matcher block =
        Pattern.compile("<pre>\\{@code\n( \\* # HELP.*?) \\* }</pre>", Pattern.DOTALL)
            .matcher(source);
    assertThat(block.find()).isTrue();
    return block.group(1).replaceAll("(?m)^ \\* ", "");
  }

  private long samplesOf(String family) {
    return collector.collect().stream()
        .filter(snapshot -> snapshot.getMetadata().getName().equals(family))
        .map(MetricSnapshot::getDataPoints)
        .mapToInt(points -> points.size())
        .sum();
  }

  private static void assertDescribes(MetricFamilyDescriptor descriptor, Metric metric) {
    assertThat(descriptor.getPrometheusName()).isEqualTo(metric.familyName());
    assertThat(descriptor.getType().name()).isEqualTo(metric.type().name());
    assertThat(descriptor.getLabelNames()).containsExactlyInAnyOrderElementsOf(metric.labelNames());
    assertThat(descriptor.getMetadata().getHelp()).isEqualTo(metric.help());
    assertThat(descriptor.getMetadata().hasUnit()).isEqualTo(!metric.unit().isEmpty());
  }
}
