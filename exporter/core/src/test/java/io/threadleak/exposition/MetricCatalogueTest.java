package io.threadleak.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import io.threadleak.model.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MetricCatalogueTest {

  static Stream<LeakReport> reports() {
    return Stream.of(
        SampleReports.typical(),
        SampleReports.empty(),
        SampleReports.hostile(),
        SampleReports.bothKinds(),
        SampleReports.ofSites(200));
  }

  @Test
  void metrics_names_areDistinctAndPrefixed() {
    assertThat(MetricCatalogue.metrics())
        .extracting(Metric::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("threadleak_[a-z_]+[a-z]"));
  }

  @Test
  void metrics_help_isOneSentence() {
    assertThat(MetricCatalogue.metrics())
        .extracting(Metric::help)
        .allMatch(help -> help.matches("[A-Z0-9].*\\.") && !help.contains("\n"));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void read_anyReport_givesDistinctLabelSetsOfTheDeclaredSize(LeakReport report) {
    for (Metric metric : MetricCatalogue.metrics()) {
      List<Reading> readings = metric.read(report);
      assertThat(readings)
          .as(metric.name())
          .extracting(Reading::labelValues)
          .doesNotHaveDuplicates();
      assertThat(readings)
          .as(metric.name())
          .allMatch(reading -> reading.labelValues().size() == metric.labelNames().size());
    }
  }

  @ParameterizedTest
  @MethodSource("reports")
  void threads_anyReport_sumToTheLiveThreads(LeakReport report) {
    assertThat(metric("threadleak_threads").read(report).stream().mapToDouble(Reading::value).sum())
        .isEqualTo(report.live());
  }

  @Test
  void site_longerThanALabelMayBe_isCutBetweenCodePoints() {
    String label = "x".repeat(MetricCatalogue.MAX_LABEL_LENGTH - 2) + "\uD83E\uDDF5".repeat(2);

    assertThat(siteLabelOf(label))
        .isEqualTo("x".repeat(MetricCatalogue.MAX_LABEL_LENGTH - 2) + "…");
  }

  @Test
  void site_asLongAsALabelMayBe_isKept() {
    String label = "x".repeat(MetricCatalogue.MAX_LABEL_LENGTH);

    assertThat(siteLabelOf(label)).isEqualTo(label);
  }

  @Test
  void metric_counterWithoutTotal_isRefused() {
    assertThatThrownBy(
            () -> new Metric("x_started", MetricType.COUNTER, "", List.of(), "", r -> List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x_started does not end in _total");
  }

  @Test
  void metric_unitNotInTheName_isRefused() {
    assertThatThrownBy(
            () -> new Metric("x_age", MetricType.GAUGE, "seconds", List.of(), "", r -> List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("x_age does not carry its unit, seconds");
  }

  private static String siteLabelOf(String label) {
    Metric oldest = metric("threadleak_oldest_thread_seconds");
    LeakReport report = SampleReports.of(SampleReports.row("1", label, 1, Verdict.STEADY));
    return oldest.read(report).get(0).labelValues().get(1);
  }

  private static Metric metric(String name) {
    return MetricCatalogue.metrics().stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
