package io.threadleak.exposition;

import static io.threadleak.exposition.MetricType.COUNTER;
import static io.threadleak.exposition.MetricType.GAUGE;

import io.threadleak.model.EvidenceReport;
import java.time.Instant;
import java.util.List;

/** The part of the catalogue on bundles of evidence: absent where none are kept. */
final class EvidenceMetrics {

  static final List<Metric> METRICS =
      List.of(
          new Metric(
              "threadleak_evidence_bundles_total",
              COUNTER,
              "",
              List.of("outcome"),
              "Bundles of evidence: written, failed to be, held back as the last one was fresh,"
                  + " dropped to make room.",
              report -> {
                EvidenceReport evidence = report.self().evidence();
                return evidence == null ? List.of() : outcomes(evidence);
              }),
          new Metric(
              "threadleak_evidence_timestamp_seconds",
              GAUGE,
              "seconds",
              List.of(),
              "When the last bundle of evidence was written, in seconds since the epoch; absent"
                  + " before one.",
              report -> {
                EvidenceReport evidence = report.self().evidence();
                Instant last = evidence == null ? null : evidence.last();
                return last == null
                    ? List.of()
                    : List.of(new Reading(List.of(), last.toEpochMilli() / 1e3));
              }));

  private EvidenceMetrics() {}

  private static List<Reading> outcomes(EvidenceReport evidence) {
    return List.of(
        new Reading(List.of("written"), evidence.written()),
        new Reading(List.of("failed"), evidence.failed()),
        new Reading(List.of("held_back"), evidence.heldBack()),
        new Reading(List.of("dropped"), evidence.dropped()));
  }
}
