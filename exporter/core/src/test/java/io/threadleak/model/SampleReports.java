package io.threadleak.model;

import io.threadleak.model.VirtualThreadsReport.PinnedFrame;
import io.threadleak.model.VirtualThreadsReport.SchedulerReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reports for the tests of everything that reads one; shared as a test jar. */
public final class SampleReports {

  public static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
  public static final String HOSTILE_LABEL = "pool \"#\"\\ näme\n線\t#";

  /** 60 threads of Java's and 20 native ones; 4,000 more until the limit, in 8,000 s at soonest. */
  public static final ProcessReport PROCESS =
      new ProcessReport(
          80L,
          60,
          new Estimate(0.25, 0.125, 0.5),
          new Estimate(0.0625, 0.03125, 0.125),
          Map.of("pids_max", 4000L, "threads_max", 99_000L));

  private SampleReports() {}

  /** A leaking handler, a healthy pool, a thread group known by name only. */
  public static LeakReport typical() {
    return report(
        List.of(
            row(
                "1a2b3c4d",
                "com.acme.OrderHandler.handle(OrderHandler.java:42)",
                37,
                Verdict.LEAKING),
            row("00c0ffee", "com.acme.Server.start(Server.java:17)", 8, Verdict.STEADY),
            row("5eed5eed", "http-nio-#-exec-#", 10, Verdict.UNDECIDED)),
        new WorkReport("counter", 41_000L, 12.5));
  }

  /** No throughput and no site. */
  public static LeakReport empty() {
    return report(List.of(), new WorkReport("none: no source of throughput was given", null, null));
  }

  /** A site whose label holds quotes, a backslash, a newline, a tab and non-ASCII. */
  public static LeakReport hostile() {
    return report(
        List.of(row("0badf00d", HOSTILE_LABEL, 3, Verdict.SUSPECT)),
        new WorkReport("counter", 1L, 0.0));
  }

  /**
   * Threads of both kinds: one line starts either, another class's virtual threads are estimated, a
   * hostile label is shared, and each kind has a rest.
   */
  public static LeakReport bothKinds() {
    String line = "com.acme.OrderHandler.handle(OrderHandler.java:42)";
    LeakReport report =
        of(
            row("1a2b3c4d", line, 37, Verdict.LEAKING),
            virtual(row("d4c3b2a1", line, 200_000, Verdict.LEAKING), 0),
            virtual(row("0ddba115", "com.acme.Push.send(Push.java:7)", 1_000, Verdict.STEADY), 120),
            row("0badf00d", HOSTILE_LABEL, 3, Verdict.SUSPECT),
            virtual(row("d00fdab0", HOSTILE_LABEL, 5, Verdict.UNDECIDED), 0));
    return withVirtual(
        withProof(
            report,
            proof(
                group(ProofTier.PROVED, report.sites().get(0).site(), 18),
                group(ProofTier.STUCK, report.sites().get(1).site(), 1))),
        rest(ThreadKind.VIRTUAL, 7, 40));
  }

  /** The same report of a JVM whose virtual threads are counted, this their rest. */
  public static LeakReport withVirtual(LeakReport report, SiteReport rest) {
    return edited(report, rest, report.endpoints(), carried(2), report.proof());
  }

  /** The typical report after a proof: half of the handler's threads proved, a worker stuck. */
  public static LeakReport proven() {
    LeakReport report = typical();
    return withProof(
        report,
        proof(
            group(ProofTier.PROVED, report.sites().get(0).site(), 18),
            group(ProofTier.PROVED, row("0ddba115", HOSTILE_LABEL, 2, Verdict.STEADY).site(), 2),
            group(ProofTier.STUCK, report.sites().get(1).site(), 1)));
  }

  /** The same report after a proof, or without any. */
  public static LeakReport withProof(LeakReport report, @Nullable ProofReport proof) {
    return edited(
        report, report.otherVirtual(), report.endpoints(), report.virtualThreads(), proof);
  }

  /** So many endpoints, each with the most sites that a row may have. */
  public static EndpointsReport endpoints(int count) {
    List<EndpointReport> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      List<EndpointReport.SiteThreads> sites = new ArrayList<>();
      for (int site = 0; site < EndpointReport.MAX_SITES; site++) {
        sites.add(
            new EndpointReport.SiteThreads("%08x".formatted(site), "com.acme.S.s(S.java)", 1));
      }
      String name = "GET /orders/" + row + "/{id}";
      rows.add(new EndpointReport(name, sites.size(), 9, 4, 1000, 2.5, sites));
    }
    return new EndpointsReport(rows, 3);
  }

  /** The report with what is served in it. */
  public static LeakReport serving(LeakReport report, EndpointsReport endpoints) {
    return edited(
        report, report.otherVirtual(), endpoints, report.virtualThreads(), report.proof());
  }

  /** The report of a JVM that keeps evidence, of which that became. */
  public static LeakReport keeping(LeakReport report, EvidenceReport evidence) {
    return edited(report, keeping(report.self(), evidence));
  }

  private static SelfReport keeping(SelfReport self, EvidenceReport evidence) {
    return new SelfReport(
        self.version(),
        self.javaVersion(),
        self.rounds(),
        self.sampleSeconds(),
        self.sampleFailures(),
        self.retractions(),
        self.freedThreads(),
        self.sites(),
        self.foldedSites(),
        self.attributed(),
        self.ownThreads(),
        evidence,
        self.notes());
  }

  private static LeakReport edited(LeakReport report, SelfReport self) {
    return new LeakReport(
        report.time(),
        report.interval(),
        report.sites(),
        report.other(),
        report.otherVirtual(),
        report.deadlocked(),
        report.limits(),
        report.process(),
        report.work(),
        report.endpoints(),
        report.virtualThreads(),
        report.proof(),
        self);
  }

  private static LeakReport edited(
      LeakReport report,
      @Nullable SiteReport otherVirtual,
      EndpointsReport endpoints,
      @Nullable VirtualThreadsReport virtualThreads,
      @Nullable ProofReport proof) {
    return new LeakReport(
        report.time(),
        report.interval(),
        report.sites(),
        report.other(),
        otherVirtual,
        report.deadlocked(),
        report.limits(),
        report.process(),
        report.work(),
        endpoints,
        virtualThreads,
        proof,
        report.self());
  }

  /** A proof that found these groups. */
  public static ProofReport proof(ProvenGroup... groups) {
    return new ProofReport(
        TIME.minusSeconds(30),
        ProofReport.Engine.HEAP_DUMP,
        2.5,
        0.25,
        60,
        40,
        1,
        List.of(groups),
        0,
        List.of("No waker hides in an object that compiled code has taken apart."),
        List.of("1 thread is in native code."));
  }

  /** A proof of the collector that found nothing, beside a heap dump's of that time. */
  public static ProofReport collectorProof(@Nullable Instant platformTime) {
    return new ProofReport(
        TIME,
        ProofReport.Engine.COLLECTOR,
        platformTime,
        0.1,
        0.02,
        1_000,
        500,
        0,
        List.of(),
        0,
        List.of(),
        List.of("Platform threads were not looked at."));
  }

  /** So many threads of a site that wait for a queue. */
  public static ProvenGroup group(ProofTier tier, CreationSite site, int threads) {
    return new ProvenGroup(
        tier,
        site,
        threads,
        IntStream.range(0, threads).mapToObj(i -> 100L + i).toList(),
        List.of("pool-1-thread-1", HOSTILE_LABEL),
        List.of(
            new StackTraceElement("java.util.concurrent.SynchronousQueue", "take", null, -1),
            new StackTraceElement(
                "com.acme.OrderHandler", "lambda$handle$0", "OrderHandler.java", 43)),
        "a java.util.concurrent.SynchronousQueue",
        "Nothing alive can reach it: only threads that wait for ever still hold it.",
        tier == ProofTier.PROVED ? List.of() : List.of("static com.acme.Server.POOL"),
        4_096L,
        TIME.minusSeconds(185));
  }

  /** All that can be known of carriers, with so many frames that pin, the first hostile. */
  public static VirtualThreadsReport carried(int frames) {
    List<PinnedFrame> rows = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      String frame = "com.acme.Native" + i + ".call(Native" + i + ".java:" + i + ")";
      rows.add(new PinnedFrame(i == 0 ? HOSTILE_LABEL : frame, 1, 3, 1.5));
    }
    rows.add(new PinnedFrame(VirtualThreadsReport.OTHER_FRAME, 2, 1, 0.25));
    return new VirtualThreadsReport(
        5_000_000L,
        4_999_000L,
        new SchedulerReport(8, 9, 7, 1_234),
        frames + 2,
        3L * frames + 1,
        1.5 * frames + 0.25,
        rows,
        1L);
  }

  /** The same row of virtual threads, which belong to no pool. */
  public static SiteReport virtual(SiteReport row, int liveMargin) {
    CreationSite site = row.site();
    return EditedRow.of(row)
        .site(
            new CreationSite(
                site.id(),
                site.label(),
                ThreadKind.VIRTUAL,
                AttributionSource.TASK,
                site.frames(),
                site.entry(),
                site.startedBy(),
                site.scope()))
        .liveMargin(liveMargin)
        .pools(0, null)
        .row();
  }

  /** A report of just these rows. */
  public static LeakReport of(SiteReport... rows) {
    return report(List.of(rows), new WorkReport("counter", 1_000L, 1.0));
  }

  /** A report with so many healthy sites. */
  public static LeakReport ofSites(int count) {
    return report(
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    row(
                        String.format("%08x", i),
                        "com.acme.Service" + i + ".run(Service" + i + ".java:" + i + ")",
                        i % 50,
                        Verdict.STEADY))
            .toList(),
        new WorkReport("counter", 1_000L, 1.0));
  }

  /** A row of so many live threads, half of them waiting. */
  public static SiteReport row(String id, String label, int live, Verdict verdict) {
    CreationSite site =
        new CreationSite(
            id,
            label,
            ThreadKind.PLATFORM,
            AttributionSource.AGENT,
            List.of(
                new StackTraceElement("java.lang.Thread", "start", "Thread.java", 809),
                new StackTraceElement("com.acme.OrderHandler", "handle", "OrderHandler.java", 42)),
            "com.acme.Controller.serve(Controller.java:7)",
            null,
            null);
    int waiting = live / 2;
    return new SiteReport(
        site,
        new StateCounts(0, live - waiting, 0, waiting, 0),
        0,
        live + 100L,
        100L,
        List.of(live, live / 2, 0, 0, 0),
        List.of(live, live / 3, 0, 0, 0),
        live == 0 ? 0 : 301.5,
        verdict == Verdict.STEADY ? 1 : 0,
        verdict == Verdict.STEADY ? Integer.valueOf(200) : null,
        List.of(),
        verdictOf(verdict),
        List.of());
  }

  private static SiteVerdict verdictOf(Verdict verdict) {
    boolean decided = verdict != Verdict.UNDECIDED;
    @Nullable Estimate perSecond = decided ? new Estimate(0.25, 0.125, 0.5) : null;
    @Nullable Estimate perUnit = decided ? new Estimate(0.0009, 0.0008, 0.001) : null;
    return new SiteVerdict(
        verdict,
        TIME.minusSeconds(90),
        verdict.isLeak() ? TIME.minusSeconds(60) : null,
        0,
        perSecond,
        perUnit,
        decided ? 37 : 0,
        300,
        "37 threads were started here in the last 40 min and none ended.",
        "Survivors of every age grow while throughput does not.",
        "Shut the executor down when the request is done.");
  }

  /** The sum of the sites without a row: so many live threads, half of them waiting. */
  public static SiteReport rest(ThreadKind kind, int live, double oldestSeconds) {
    return new SiteReport(
        CreationSite.other(kind),
        new StateCounts(0, live - live / 2, 0, live / 2, 0),
        0,
        live,
        0,
        List.of(0, 0, 0, 0, 0),
        List.of(0, 0, 0, 0, 0),
        oldestSeconds,
        0,
        null,
        List.of(),
        verdictOf(Verdict.UNDECIDED),
        List.of());
  }

  private static LeakReport report(List<SiteReport> sites, WorkReport work) {
    SiteReport other = rest(ThreadKind.PLATFORM, 2, 12);
    return new LeakReport(
        TIME,
        Duration.ofSeconds(10),
        sites,
        other,
        null,
        0,
        Map.of("pids_max", 4096L, "threads_max", 100_000L),
        PROCESS,
        work,
        EndpointsReport.NONE,
        null,
        null,
        new SelfReport(
            "0.1.0",
            "17.0.15",
            42,
            0.0015,
            0,
            1,
            0,
            sites.size(),
            0,
            Map.of(AttributionSource.AGENT, 55, AttributionSource.NAME, 2),
            3,
            null,
            List.of("2 threads were there before the monitor: known by name only.")));
  }
}
