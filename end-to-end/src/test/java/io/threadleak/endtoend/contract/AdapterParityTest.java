package io.threadleak.endtoend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.exposition.Metric;
import io.threadleak.exposition.MetricCatalogue;
import io.threadleak.exposition.Sample;
import io.threadleak.model.EvidenceReport;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** All adapters expose the same: what the catalogue reads from a report, and nothing else. */
final class AdapterParityTest {

  static Stream<Arguments> adaptersAndReports() {
    return Stream.of(Adapter.values())
        .flatMap(
            adapter ->
                Stream.of(
                    Arguments.of(adapter, "typical", SampleReports.typical()),
                    Arguments.of(adapter, "empty", SampleReports.empty()),
                    Arguments.of(adapter, "hostile", SampleReports.hostile()),
                    Arguments.of(adapter, "of both kinds", SampleReports.bothKinds()),
                    Arguments.of(adapter, "of what is served", serving()),
                    Arguments.of(adapter, "of 200 sites", SampleReports.ofSites(200))));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("adaptersAndReports")
  void expose_anyReport_isTheCatalogue(Adapter adapter, String name, LeakReport report) {
    assertThat(Sample.parse(adapter.expose(report)))
        .as("%s, %s", adapter, name)
        .isEqualTo(Sample.expected(report));
  }

  @ParameterizedTest
  @EnumSource
  void expose_anyMetric_hasTheHelpOfTheCatalogue(Adapter adapter) {
    assertThat(adapter.expose(serving()).lines())
        .containsAll(
            MetricCatalogue.metrics().stream()
                .map(metric -> "# HELP " + metric.name() + " " + metric.help())
                .toList());
  }

  @ParameterizedTest
  @EnumSource
  void expose_anyMetric_hasTheTypeOfTheCatalogue(Adapter adapter) {
    assertThat(adapter.expose(serving()).lines())
        .containsAll(
            MetricCatalogue.metrics().stream()
                .map(metric -> "# TYPE " + metric.name() + " " + textType(metric))
                .toList());
  }

  /** A report with something of every metric. */
  private static LeakReport serving() {
    return SampleReports.keeping(
        SampleReports.serving(SampleReports.bothKinds(), SampleReports.endpoints(2)),
        new EvidenceReport(3, 1, 2, 0, SampleReports.TIME));
  }

  /** The text format knows no info metrics: they are gauges there. */
  private static String textType(Metric metric) {
    return switch (metric.type()) {
      case COUNTER -> "counter";
      case GAUGE, INFO -> "gauge";
    };
  }
}
