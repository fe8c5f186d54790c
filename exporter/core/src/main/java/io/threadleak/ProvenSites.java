package io.threadleak;

import io.threadleak.model.CreationSite;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofTier;
import io.threadleak.model.ProvenGroup;
import io.threadleak.model.SiteReport;
import io.threadleak.model.SiteVerdict;
import io.threadleak.model.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a proof makes of verdicts: {@code proven} for sites that started what nothing can wake. */
final class ProvenSites {

  private final Map<String, ProvenGroup> largest = new HashMap<>();
  private final @Nullable ProofReport proof;

  /** By the given proof; by none, no verdict changes. */
  ProvenSites(@Nullable ProofReport proof) {
    this.proof = proof;
    if (proof != null) {
      for (ProvenGroup group : proof.groups()) {
        if (group.tier() == ProofTier.PROVED && !group.site().isOther()) {
          largest.putIfAbsent(group.site().id(), group);
        }
      }
    }
  }

  /** The verdict on a site: the proof's where it found something, else the given one. */
  SiteVerdict over(CreationSite site, SiteVerdict verdict) {
    ProvenGroup group = largest.get(site.id());
    if (group == null || proof == null) {
      return verdict;
    }
    int threads = proof.threads(ProofTier.PROVED, site.id());
    return new SiteVerdict(
        Verdict.PROVEN,
        Objects.requireNonNullElse(proof.time(site.kind()), proof.time()),
        verdict.firstLeaking(),
        verdict.retractions(),
        verdict.growthPerSecond(),
        verdict.growthPerUnit(),
        verdict.survivors(),
        verdict.survivorAgeSeconds(),
        threads == 1
            ? "1 thread that was started here can never go on."
            : threads + " threads that were started here can never go on.",
        group.why(),
        "Look where they stand, at %s: what they wait for there has to be signalled, closed or waited for with a time limit."
            .formatted(group.frames().isEmpty() ? "a frame that is not known" : place(group)));
  }

  /** The same report with a proof that was made since. */
  LeakReport dress(LeakReport report) {
    List<SiteReport> sites =
        report.sites().stream().map(row -> with(row, over(row.site(), row.verdict()))).toList();
    return new LeakReport(
        report.time(),
        report.interval(),
        sites,
        report.other(),
        report.otherVirtual(),
        report.deadlocked(),
        report.limits(),
        report.process(),
        report.work(),
        report.endpoints(),
        report.virtualThreads(),
        proof,
        report.self());
  }

  /** The frame that waits: the innermost one that is not the JDK's. */
  private static String place(ProvenGroup group) {
    return group.frames().stream()
        .filter(frame -> !isOfTheJdk(frame.getClassName()))
        .findFirst()
        .orElse(group.frames().get(0))
        .toString();
  }

  private static boolean isOfTheJdk(String className) {
    return className.startsWith("java.")
        || className.startsWith("jdk.")
        || className.startsWith("sun.");
  }

  private static SiteReport with(SiteReport row, SiteVerdict verdict) {
    return new SiteReport(
        row.site(),
        row.states(),
        row.liveMargin(),
        row.started(),
        row.ended(),
        row.aged(),
        row.agedRounds(),
        row.oldestSeconds(),
        row.pools(),
        row.bound(),
        row.birthplaces(),
        verdict,
        row.stacks());
  }
}
