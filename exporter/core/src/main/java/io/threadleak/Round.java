package io.threadleak;

import io.threadleak.analysis.Surroundings;
import io.threadleak.analysis.Surroundings.Headroom;
import io.threadleak.attribution.Attribution;
import io.threadleak.attribution.Scopes;
import io.threadleak.attribution.SiteEntry;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.limits.ThreadLimits;
import io.threadleak.model.CreationSite;
import io.threadleak.model.EvidenceReport;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ProofReport;
import io.threadleak.model.SelfReport;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.SiteReport;
import io.threadleak.model.SiteVerdict;
import io.threadleak.model.StackCount;
import io.threadleak.model.ThreadKind;
import io.threadleak.model.VirtualThreadsReport;
import io.threadleak.oracle.CollectorProof;
import io.threadleak.proving.ProofOutcome;
import io.threadleak.sampling.EndpointMeter;
import io.threadleak.sampling.Sampler;
import io.threadleak.sampling.Snapshot;
import io.threadleak.sampling.Snapshot.SiteSample;
import io.threadleak.sampling.StackSampler;
import io.threadleak.sampling.VirtualSampler;
import io.threadleak.sampling.WorkMeter;
import io.threadleak.scheduling.VirtualThreadWatch;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One pass from a look at the threads to a report: sample, history, verdict, report, in that
 * direction. Used by one thread at a time.
 */
final class Round {

  /** Present stacks are taken anew after so many seconds, since taking them stops the JVM. */
  private static final double STACKS_EVERY_SECONDS = 60;

  private final Settings settings;
  private final ThreadLedger ledger;
  private final Sampler sampler;
  private final @Nullable VirtualSampler virtualThreads;
  private final WorkMeter work;
  private final EndpointMeter endpoints;
  private final Pasts pasts;
  private final Verdicts verdicts;
  private final StackSampler stackSampler;
  private final ExportSelection selection;
  private final VirtualThreadWatch carriers;
  private final VerdictLog verdictLog = new VerdictLog(Log::warn);
  private final LimitWatch limits;
  private final Clock clock;
  private final LongSupplier freed;
  private final Supplier<@Nullable EvidenceReport> evidence;
  private final long originNanos;
  private Map<SiteEntry, List<StackCount>> stacks = new HashMap<>();
  private double stacksSeconds = Double.NEGATIVE_INFINITY;
  private long rounds;
  private final StandingProofs standing = new StandingProofs();
  private ProvenSites proven = new ProvenSites(null);

  /** Rounds that see platform threads alone, where nothing is freed and no evidence kept. */
  Round(Settings settings, ThreadLedger ledger, Sampler sampler, Clock clock, Pasts pasts) {
    this(settings, ledger, sampler, null, clock, pasts, () -> 0, () -> null);
  }

  /**
   * Rounds of a monitor.
   *
   * @param virtualThreads what the sampler looks at virtual threads by, null where it does not
   * @param pasts to add to; nothing yet
   * @param freed how many proven threads were interrupted so far
   * @param evidence what became of the evidence; null where none is kept
   */
  Round(
      Settings settings,
      ThreadLedger ledger,
      Sampler sampler,
      @Nullable VirtualSampler virtualThreads,
      Clock clock,
      Pasts pasts,
      LongSupplier freed,
      Supplier<@Nullable EvidenceReport> evidence) {
    this.settings = settings;
    this.ledger = ledger;
    this.sampler = sampler;
    this.virtualThreads = virtualThreads;
    this.clock = clock;
    this.freed = freed;
    this.evidence = evidence;
    this.work = new WorkMeter(settings.throughput());
    this.endpoints = new EndpointMeter(ledger.endpoints(), Scopes::completed);
    double intervalSeconds = settings.interval().toNanos() / 1e9;
    this.pasts = pasts;
    this.verdicts = new Verdicts(pasts::sites);
    this.limits = new LimitWatch(new ThreadLimits(), intervalSeconds);
    this.stackSampler = new StackSampler(ledger, virtualThreads);
    this.selection = new ExportSelection(settings.exportedSites());
    this.carriers = settings.virtualThreadWatch();
    this.originNanos = ledger.nanos();
  }

  /**
   * Looks, judges and reports.
   *
   * @param attribution the means that is open, null where all are blind
   * @param notes to begin the report's notes with
   * @param failures rounds that failed so far
   */
  LeakReport run(@Nullable Attribution attribution, List<String> notes, long failures) {
    Instant time = clock.instant();
    Snapshot snapshot = sampler.sample();
    proven = new ProvenSites(standing.look(this::isLive));
    double seconds = (snapshot.nanos() - originNanos) / 1e9;
    work.read(seconds);
    endpoints.read(seconds);
    verdicts.begin(seconds, work.completed());
    limits.look(snapshot, seconds);
    List<SiteReport> rows = judge(snapshot, time, seconds);
    VirtualThreadsReport carried = carriers.look(snapshot.nanos());
    rounds++;
    LeakReport report =
        report(snapshot, rows, carried, time, notes(notes, attribution, snapshot), failures);
    pasts.tell(report, seconds, work.completed());
    return report;
  }

  private List<String> notes(
      List<String> given, @Nullable Attribution attribution, Snapshot snapshot) {
    List<String> notes = Notes.of(given, attribution, ledger, work, snapshot, virtualThreads);
    notes.addAll(carriers.troubles());
    Notes.add(notes, NativeThreads.growing(limits.report()));
    return notes;
  }

  /** Has the proof of a heap dump stand from now on; with what else stands. */
  ProofReport stand(ProofOutcome outcome) {
    return watched(
        standing.standDump(
            StandingProof.of(
                outcome, ProofJoin.sites(outcome.findings(), ledger, virtualThreads))));
  }

  /** Has a proof of the collector stand from now on; with what else stands. */
  ProofReport stand(CollectorProof.Told told) {
    return watched(standing.standCollector(StandingProof.of(told)));
  }

  /** What all proofs so far have found. */
  StandingProofs standing() {
    return standing;
  }

  private ProofReport watched(ProofReport stands) {
    if (virtualThreads != null) {
      virtualThreads.watch(standing.ids());
    }
    return stands;
  }

  /** Whether a thread that was proven lives; of virtual ones that nobody sees, that is assumed. */
  private boolean isLive(ThreadKind kind, long id) {
    return kind == ThreadKind.VIRTUAL
        ? virtualThreads == null || virtualThreads.sees(id)
        : ledger.find(id) != null;
  }

  /** Gives back what it took. */
  void close() {
    carriers.close();
  }

  /** One row a site, and one {@code other} for each kind that is counted. */
  private List<SiteReport> judge(Snapshot snapshot, Instant time, double seconds) {
    List<SiteVerdict> held = new ArrayList<>();
    Set<SiteEntry> suspects = new HashSet<>();
    String units = work.units();
    Headroom headroom = limits.headroom();
    MainEndpoints mainEndpoints = new MainEndpoints(snapshot, ledger.endpoints().other());
    for (SiteSample sample : snapshot.sites()) {
      CreationSite site = sample.entry().site();
      Surroundings surroundings =
          new Surroundings(
              site.label(),
              site.kind(),
              sample.pools(),
              sample.bound(),
              units,
              headroom,
              mainEndpoints.of(sample.entry()));
      verdicts.judge(sample.entry().index(), sample, time);
      SiteVerdict verdict = proven.over(site, verdicts.tell(sample.entry().index(), surroundings));
      held.add(verdict);
      if (!site.isOther()) {
        verdictLog.see(sample.entry().index(), site, verdict, seconds);
        if (verdict.verdict().isSuspicious()) {
          suspects.add(sample.entry());
        }
      }
    }
    refreshStacks(suspects, seconds);
    List<SiteReport> rows = new ArrayList<>();
    for (SiteSample sample : snapshot.sites()) {
      rows.add(row(sample, held.get(rows.size()), suspects.contains(sample.entry())));
    }
    return rows;
  }

  private SiteReport row(SiteSample sample, SiteVerdict verdict, boolean suspect) {
    return new SiteReport(
        sample.entry().site(),
        sample.states(),
        sample.liveMargin(),
        sample.started(),
        sample.ended(),
        sample.aged(),
        sample.agedRounds(),
        sample.oldestSeconds(),
        sample.pools(),
        sample.bound() == SiteHistory.UNBOUNDED ? null : sample.bound(),
        sample.birthplaces(),
        verdict,
        suspect ? stacks.getOrDefault(sample.entry(), List.of()) : List.of());
  }

  private void refreshStacks(Set<SiteEntry> suspects, double seconds) {
    boolean stale =
        seconds - stacksSeconds >= STACKS_EVERY_SECONDS || !stacks.keySet().containsAll(suspects);
    if (!suspects.isEmpty() && stale) {
      stacks = stackSampler.sample(suspects);
      // A suspect without a live thread has no stack; noted, so that it is not looked for each
      // time.
      suspects.forEach(site -> stacks.putIfAbsent(site, List.of()));
      stacksSeconds = seconds;
    }
  }

  private LeakReport report(
      Snapshot snapshot,
      List<SiteReport> rows,
      @Nullable VirtualThreadsReport carried,
      Instant time,
      List<String> notes,
      long failures) {
    List<SiteReport> own = rows.stream().filter(row -> !row.site().isOther()).toList();
    List<SiteReport> exported = selection.select(own);
    Set<String> exportedIds =
        exported.stream().map(row -> row.site().id()).collect(Collectors.toSet());
    List<SiteReport> rest =
        rows.stream().filter(row -> !exportedIds.contains(row.site().id())).toList();
    SelfReport self =
        new SelfReport(
            Version.OF_THREADLEAK,
            Version.OF_JAVA,
            rounds,
            (ledger.nanos() - snapshot.nanos()) / 1e9,
            failures + work.failures() + snapshot.failures(),
            own.stream().mapToLong(row -> row.verdict().retractions()).sum(),
            freed.getAsLong(),
            own.size(),
            ledger.sites().foldedSites() + (own.size() - exported.size()),
            snapshot.attributed(),
            snapshot.ownThreads(),
            evidence.get(),
            notes);
    return new LeakReport(
        time,
        settings.interval(),
        exported,
        OtherRow.sum(rest, ThreadKind.PLATFORM, time),
        counts(rows, ThreadKind.VIRTUAL) ? OtherRow.sum(rest, ThreadKind.VIRTUAL, time) : null,
        snapshot.deadlocked(),
        limits.limits(),
        limits.report(),
        work.report(),
        endpoints.report(snapshot.endpoints()),
        carried,
        standing.report(),
        self);
  }

  private static boolean counts(List<SiteReport> rows, ThreadKind kind) {
    return rows.stream().anyMatch(row -> row.site().kind() == kind);
  }
}
