package io.threadleak.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.EvidenceReport;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceMetricsTest {

  @Test
  void read_noneIsKept_isAbsent() {
    assertThat(EvidenceMetrics.METRICS)
        .allSatisfy(metric -> assertThat(metric.read(SampleReports.typical())).isEmpty());
  }

  @Test
  void read_evidenceIsKept_countsByOutcome() {
    LeakReport report =
        SampleReports.keeping(
            SampleReports.typical(), new EvidenceReport(4, 3, 2, 1, SampleReports.TIME));

    assertThat(EvidenceMetrics.METRICS.get(0).read(report))
        .containsExactly(
            new Reading(List.of("written"), 4),
            new Reading(List.of("failed"), 3),
            new Reading(List.of("held_back"), 2),
            new Reading(List.of("dropped"), 1));
    assertThat(EvidenceMetrics.METRICS.get(1).read(report))
        .containsExactly(new Reading(List.of(), SampleReports.TIME.toEpochMilli() / 1e3));
  }

  @Test
  void read_noBundleYet_hasNoTime() {
    LeakReport report =
        SampleReports.keeping(SampleReports.typical(), new EvidenceReport(0, 0, 0, 0, null));

    assertThat(EvidenceMetrics.METRICS.get(1).read(report)).isEmpty();
  }
}
