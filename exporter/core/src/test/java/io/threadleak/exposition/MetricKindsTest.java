package io.threadleak.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import io.threadleak.model.SiteReport;
import io.threadleak.model.ThreadKind;
import io.threadleak.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Platform and virtual threads in one report, in any mixture and under any label. */
final class MetricKindsTest {

  private static final List<String> LABELS =
      List.of(
          SampleReports.HOSTILE_LABEL,
          "other",
          "",
          "virtual",
          "x".repeat(500),
          "x".repeat(501),
          "com.acme.Push.send(Push.java:7)");

  private static final List<Verdict> VERDICTS = List.of(Verdict.values());

  static Stream<LeakReport> reports() {
    return Stream.concat(
        Stream.of(SampleReports.bothKinds()),
        LongStream.range(0, 200).mapToObj(seed -> report(new Random(seed))));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void read_anyMixture_givesNoTwoReadingsWithEqualLabels(LeakReport report) {
    for (Metric metric : MetricCatalogue.metrics()) {
      assertThat(metric.read(report))
          .as(metric.name())
          .extracting(Reading::labelValues)
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource("reports")
  void readings_anyMixture_sumUpByKind(LeakReport report) {
    for (ThreadKind kind : ThreadKind.values()) {
      assertThat(sumOf(MetricCatalogue.THREADS, report, kind))
          .isEqualTo(sumOf(report, kind, SiteReport::live));
      assertThat(sumOf(MetricCatalogue.STARTED_THREADS, report, kind))
          .isEqualTo(sumOf(report, kind, SiteReport::started));
      assertThat(sumOf(MetricCatalogue.ENDED_THREADS, report, kind))
          .isEqualTo(sumOf(report, kind, SiteReport::ended));
    }
  }

  @ParameterizedTest
  @MethodSource("reports")
  void readingsWithoutAKind_anyMixture_takeTheRestOfBothTogether(LeakReport report) {
    assertThat(
            readings(MetricCatalogue.AGED_THREADS, report).stream()
                .filter(reading -> reading.labelValues().get(2).equals("60"))
                .mapToDouble(Reading::value)
                .sum())
        .isEqualTo(report.rows().mapToInt(row -> row.aged().get(0)).sum());
    assertThat(
            readings("threadleak_oldest_thread_seconds", report).stream()
                .filter(reading -> reading.labelValues().get(0).equals("other"))
                .toList())
        .containsExactly(
            new Reading(List.of("other", "other"), greatest(report, SiteReport::oldestSeconds)));
  }

  private static double greatest(LeakReport report, ToDoubleFunction<SiteReport> count) {
    return report.others().stream().mapToDouble(count).max().orElseThrow();
  }

  private static double sumOf(String metric, LeakReport report, ThreadKind kind) {
    return readings(metric, report).stream()
        .filter(reading -> reading.labelValues().get(2).equals(kind.label()))
        .mapToDouble(Reading::value)
        .sum();
  }

  private static double sumOf(
      LeakReport report, ThreadKind kind, ToLongFunction<SiteReport> count) {
    return report.rows().filter(row -> row.site().kind() == kind).mapToLong(count).sum();
  }

  private static List<Reading> readings(String name, LeakReport report) {
    return MetricCatalogue.metrics().stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow()
        .read(report);
  }

  private static LeakReport report(Random random) {
    List<SiteReport> rows = new ArrayList<>();
    int sites = random.nextInt(12);
    for (int i = 0; i < sites; i++) {
      SiteReport row =
          SampleReports.row(
              String.format("%08x", i),
              LABELS.get(random.nextInt(LABELS.size())),
              random.nextInt(100),
              VERDICTS.get(random.nextInt(VERDICTS.size())));
      rows.add(random.nextBoolean() ? SampleReports.virtual(row, random.nextInt(9)) : row);
    }
    LeakReport report = SampleReports.of(rows.toArray(SiteReport[]::new));
    return random.nextInt(4) == 0
        ? report
        : SampleReports.withVirtual(
            report,
            SampleReports.rest(ThreadKind.VIRTUAL, random.nextInt(1_000), random.nextInt(30)));
  }
}
