package io.threadleak;

import io.threadleak.attribution.ThreadIds;
import io.threadleak.model.CreationSite;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofReport.Engine;
import io.threadleak.model.ProofTier;
import io.threadleak.model.ProvenGroup;
import io.threadleak.model.ThreadKind;
import io.threadleak.oracle.CollectorProof;
import io.threadleak.oracle.ProvenThreads;
import io.threadleak.proof.ThreadFinding;
import io.threadleak.proving.ProofOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * One proof that was made, of which those threads fall away that end. It knows threads by their ids
 * alone: whatever held them would stand in the way of the next proof. For one thread.
 */
final class StandingProof {

  private static final long NOT_KNOWN = -1;

  private final ProofReport made;
  private final List<ThreadFinding> findings;
  private final Map<Long, CreationSite> sites;
  private final Set<Long> gone = new HashSet<>();

  private StandingProof(
      ProofReport made, List<ThreadFinding> findings, Map<Long, CreationSite> sites) {
    this.made = made;
    this.findings = findings;
    this.sites = sites;
  }

  /**
   * A proof by a heap dump.
   *
   * @param sites of every thread that was found, by id
   */
  static StandingProof of(ProofOutcome outcome, Map<Long, CreationSite> sites) {
    List<ThreadFinding> findings = outcome.findings().findings();
    List<ProvenGroup> groups =
        ProvenGroups.of(
            findings, (f, id, n) -> site(sites, f, id), id -> outcome.time(), id -> true);
    return new StandingProof(report(outcome, groups, Engine.HEAP_DUMP), findings, sites);
  }

  /** A proof by the collector. */
  static StandingProof of(CollectorProof.Told told) {
    Map<Long, CreationSite> sites = new HashMap<>();
    List<ThreadFinding> findings = new ArrayList<>();
    for (ProvenThreads found : told.threads()) {
      List<Long> ids = found.threads().stream().map(ThreadIds::of).toList();
      ids.forEach(id -> sites.put(id, found.group().site()));
      findings.add(finding(found.group(), ids, found.threads()));
    }
    return new StandingProof(told.report(), findings, sites);
  }

  private static ThreadFinding finding(ProvenGroup group, List<Long> ids, List<Thread> threads) {
    return new ThreadFinding(
        group.tier(),
        group.site().kind(),
        ids,
        threads.stream().map(Thread::getName).toList(),
        group.frames(),
        group.waitsFor(),
        group.why(),
        group.heldBy(),
        NOT_KNOWN);
  }

  /** Tells which threads live. */
  @FunctionalInterface
  interface Living {

    /** Whether the thread of that kind and id does. */
    boolean isLive(ThreadKind kind, long id);
  }

  /** As it was when it was made. */
  ProofReport made() {
    return made;
  }

  /** Ids of all threads that were found, or of those of one tier. */
  Set<Long> ids(ProofTier... tiers) {
    Set<ProofTier> asked = Set.of(tiers);
    Set<Long> ids = new HashSet<>();
    for (ThreadFinding finding : findings) {
      if (asked.isEmpty() || asked.contains(finding.tier())) {
        ids.addAll(finding.threadIds());
      }
    }
    return ids;
  }

  /**
   * Looks which of the threads have ended; a thread that has does not come back.
   *
   * @return whether one has
   */
  boolean look(Living living) {
    boolean changed = false;
    for (ThreadFinding finding : findings) {
      for (Long id : finding.threadIds()) {
        if (!gone.contains(id) && !living.isLive(finding.kind(), id)) {
          changed |= gone.add(id);
        }
      }
    }
    return changed;
  }

  /** The groups of those threads that live, as of the last look, and count. */
  List<ProvenGroup> groups(ProvenGroups.Waiting waiting, LongPredicate counts) {
    return ProvenGroups.of(
        findings,
        (finding, id, name) -> site(sites, finding, id),
        waiting,
        id -> !gone.contains(id) && counts.test(id));
  }

  /** The groups of all threads, those that have ended included, of tier proved. */
  List<ProvenGroups.WithIds> proved() {
    return ProvenGroups.withIds(
            findings,
            (finding, id, name) -> site(sites, finding, id),
            id -> made.time(),
            id -> true)
        .stream()
        .filter(found -> found.group().tier() == ProofTier.PROVED)
        .toList();
  }

  private static CreationSite site(Map<Long, CreationSite> sites, ThreadFinding finding, long id) {
    return sites.getOrDefault(id, CreationSite.other(finding.kind()));
  }

  /** The report of an outcome whose groups are known. */
  static ProofReport report(ProofOutcome outcome, List<ProvenGroup> groups, Engine engine) {
    return new ProofReport(
        outcome.time(),
        engine,
        outcome.seconds(),
        outcome.pauseSeconds(),
        outcome.findings().threads(),
        outcome.findings().candidates(),
        outcome.moved(),
        ProvenGroups.shown(groups),
        ProvenGroups.dropped(groups),
        outcome.findings().assumptions(),
        outcome.findings().blindSpots());
  }
}
