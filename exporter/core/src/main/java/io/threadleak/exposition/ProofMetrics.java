package io.threadleak.exposition;

import static io.threadleak.exposition.MetricType.GAUGE;

import io.threadleak.model.CreationSite;
import io.threadleak.model.LabelText;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofTier;
import io.threadleak.model.SiteReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The metrics of proofs. Where none was made there is none of them, not even a zero: nobody knows.
 */
final class ProofMetrics {

  private static final List<String> OF_SITE =
      List.of(MetricCatalogue.SITE_ID, MetricCatalogue.SITE);

  static final List<Metric> METRICS =
      List.of(
          new Metric(
              "threadleak_proven_threads",
              GAUGE,
              "threads",
              OF_SITE,
              "Live threads that, as of the last proof, nothing alive can wake; absent before one.",
              ofTier(ProofTier.PROVED)),
          new Metric(
              "threadleak_stuck_threads",
              GAUGE,
              "threads",
              OF_SITE,
              "Live threads that, as of the last proof, only an interrupt can end; absent before one.",
              ofTier(ProofTier.STUCK)),
          new Metric(
              "threadleak_proof_timestamp_seconds",
              GAUGE,
              "seconds",
              List.of(),
              "When the oldest of what proofs tell was looked at, in seconds since the epoch; absent before one.",
              report -> {
                ProofReport proof = report.proof();
                return proof == null
                    ? List.of()
                    : List.of(new Reading(List.of(), proof.oldest().toEpochMilli() / 1e3));
              }));

  private ProofMetrics() {}

  /**
   * Of each site that has such threads and a row; of all others together, zero as well, but where
   * nobody has looked at platform threads yet.
   */
  private static Function<LeakReport, List<Reading>> ofTier(ProofTier tier) {
    return report -> {
      ProofReport proof = report.proof();
      return proof == null ? List.of() : readings(report, proof, tier);
    };
  }

  private static List<Reading> readings(LeakReport report, ProofReport proof, ProofTier tier) {
    List<Reading> readings = new ArrayList<>();
    Set<String> exported = new HashSet<>();
    int rest = proof.threads(tier);
    for (SiteReport row : report.sites()) {
      CreationSite site = row.site();
      int threads = exported.add(site.id()) ? proof.threads(tier, site.id()) : 0;
      if (threads > 0) {
        readings.add(new Reading(List.of(site.id(), LabelText.cut(site.label())), threads));
        rest -= threads;
      }
    }
    if (rest > 0 || proof.platformTime() != null) {
      readings.add(new Reading(List.of(CreationSite.OTHER_ID, CreationSite.OTHER_ID), rest));
    }
    return readings;
  }
}
