package io.threadleak;

import io.threadleak.model.CreationSite;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofReport.Engine;
import io.threadleak.model.ProvenGroup;
import io.threadleak.model.ThreadKind;
import io.threadleak.proof.ThreadFinding;
import io.threadleak.proving.ProofOutcome;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The latest proof, of which those threads fall away that end. It knows threads by their ids alone:
 * whatever held them would stand in the way of the next proof. For one thread.
 */
final class StandingProof {

  private final ProofOutcome outcome;
  private final Map<Long, CreationSite> sites;
  private final Set<Long> gone = new HashSet<>();
  private ProofReport report;

  /**
   * A proof that was just made.
   *
   * @param sites of every thread that was found, by id
   */
  StandingProof(ProofOutcome outcome, Map<Long, CreationSite> sites) {
    this.outcome = outcome;
    this.sites = sites;
    report = build();
  }

  /** Tells which threads live. */
  @FunctionalInterface
  interface Living {

    /** Whether the thread of that kind and id does. */
    boolean isLive(ThreadKind kind, long id);
  }

  /** As of the last look. */
  ProofReport report() {
    return report;
  }

  /** The findings, threads that have ended since included. */
  List<ThreadFinding> findings() {
    return outcome.findings().findings();
  }

  /** Looks which of the threads have ended; a thread that has does not come back. */
  ProofReport look(Living living) {
    boolean changed = false;
    for (ThreadFinding finding : findings()) {
      for (Long id : finding.threadIds()) {
        if (!gone.contains(id) && !living.isLive(finding.kind(), id)) {
          changed |= gone.add(id);
        }
      }
    }
    if (changed) {
      report = build();
    }
    return report;
  }

  private ProofReport build() {
    List<ProvenGroup> groups = ProvenGroups.of(findings(), this::site, id -> !gone.contains(id));
    return report(outcome, groups, Engine.HEAP_DUMP);
  }

  private CreationSite site(ThreadFinding finding, long id, String name) {
    return sites.getOrDefault(id, CreationSite.other(finding.kind()));
  }

  /** The report of an outcome whose groups are known. */
  static ProofReport report(ProofOutcome outcome, List<ProvenGroup> groups, Engine engine) {
    int shown = Math.min(groups.size(), ProofReport.MAX_GROUPS);
    return new ProofReport(
        outcome.time(),
        engine,
        outcome.seconds(),
        outcome.pauseSeconds(),
        outcome.findings().threads(),
        outcome.findings().candidates(),
        outcome.moved(),
        groups.subList(0, shown),
        groups.subList(shown, groups.size()).stream().mapToInt(ProvenGroup::threads).sum(),
        outcome.findings().assumptions(),
        outcome.findings().blindSpots());
  }
}
