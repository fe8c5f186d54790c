package io.threadleak.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProofMetricsTest {

  @Test
  void readings_beforeAnyProof_areAbsentNotZero() {
    assertThat(ProofMetrics.METRICS)
        .allMatch(metric -> metric.read(SampleReports.typical()).isEmpty());
  }

  @Test
  void readings_afterAProof_areOfSitesWithSuchThreadsAndOfAllOthers() {
    LeakReport report = SampleReports.proven();

    assertThat(ProofMetrics.METRICS.get(0).read(report))
        .containsExactly(
            new Reading(
                List.of("1a2b3c4d", "com.acme.OrderHandler.handle(OrderHandler.java:42)"), 18),
            new Reading(List.of("other", "other"), 2));
    assertThat(ProofMetrics.METRICS.get(1).read(report))
        .containsExactly(
            new Reading(List.of("00c0ffee", "com.acme.Server.start(Server.java:17)"), 1),
            new Reading(List.of("other", "other"), 0));
    assertThat(ProofMetrics.METRICS.get(2).read(report))
        .containsExactly(
            new Reading(List.of(), SampleReports.TIME.minusSeconds(30).toEpochMilli() / 1e3));
  }

  @Test
  void readings_afterAProofThatFoundNothing_areZero() {
    LeakReport report = SampleReports.withProof(SampleReports.typical(), SampleReports.proof());

    assertThat(ProofMetrics.METRICS.get(0).read(report))
        .containsExactly(new Reading(List.of("other", "other"), 0));
  }

  @Test
  void readings_collectorAlone_sayNothingOfThreadsItDoesNotLookAt() {
    LeakReport report =
        SampleReports.withProof(SampleReports.typical(), SampleReports.collectorProof(null));

    assertThat(ProofMetrics.METRICS.get(0).read(report)).isEmpty();
    assertThat(ProofMetrics.METRICS.get(1).read(report)).isEmpty();
    assertThat(ProofMetrics.METRICS.get(2).read(report))
        .containsExactly(new Reading(List.of(), SampleReports.TIME.toEpochMilli() / 1e3));
  }

  @Test
  void readings_collectorAfterADump_areAsOldAsTheDump() {
    LeakReport report =
        SampleReports.withProof(
            SampleReports.typical(),
            SampleReports.collectorProof(SampleReports.TIME.minusSeconds(600)));

    assertThat(ProofMetrics.METRICS.get(0).read(report))
        .containsExactly(new Reading(List.of("other", "other"), 0));
    assertThat(ProofMetrics.METRICS.get(2).read(report))
        .containsExactly(
            new Reading(List.of(), SampleReports.TIME.minusSeconds(600).toEpochMilli() / 1e3));
  }
}
