package io.threadleak.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.CreationSite;
import io.threadleak.model.EditedRow;
import io.threadleak.model.EndpointReport;
import io.threadleak.model.EndpointReport.SiteThreads;
import io.threadleak.model.EndpointsReport;
import io.threadleak.model.PoolBirthplace;
import io.threadleak.model.SampleReports;
import io.threadleak.model.SiteReport;
import io.threadleak.model.SiteVerdict;
import io.threadleak.model.ThreadKind;
import io.threadleak.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTextTest {

  @Test
  void full_typicalReport_isTableWithEvidenceOfTheLeakAlone() {
    assertThat(ReportText.full(SampleReports.typical()))
        .isEqualTo(
            """
            threadleak 0.1.0, Java 17.0.15, 2026-01-02T03:04:05Z
            1 site leaks; 57 live threads at 3 sites

            VERDICT       LIVE   BOUND      GROWTH  CREATION SITE
            leaking         37             +15/min  com.acme.OrderHandler.handle(OrderHandler.java:42)
                entry: com.acme.Controller.serve(Controller.java:7)
                37 threads were started here in the last 40 min and none ended.
                Survivors of every age grow while throughput does not.
                next: Shut the executor down when the request is done.
            steady           8     200     +15/min  com.acme.Server.start(Server.java:17)
            undecided       10                      http-nio-#-exec-#
                             2                      all other sites together

            work: counter, 41000 completed, 12.5/s
            os threads: 80, 20 of them native; 4000 more until pids_max, in 2 h 13 min at the soonest
            note: 2 threads were there before the monitor: known by name only.
            """);
  }

  @Test
  void full_endpointsOfTheLeak_areNamedAtItsLineAndInATableOfTheirOwn() {
    EndpointReport orders =
        new EndpointReport(
            "GET /orders/{id}",
            37,
            40,
            3,
            40_213,
            12.5,
            List.of(new SiteThreads("1a2b3c4d", "com.acme.OrderHandler.handle(O.java:42)", 37)));
    EndpointReport each = new EndpointReport("POST /exports", 137, 137, 0, 137, 0.5, List.of());
    EndpointReport idle = new EndpointReport("GET /\u001b[2J", 0, 0, 0, 9, null, List.of());
    EndpointsReport endpoints = new EndpointsReport(List.of(orders, each, idle), 0);
    String text = ReportText.full(SampleReports.serving(SampleReports.typical(), endpoints));

    assertThat(text)
        .contains(
            """
                entry: com.acme.Controller.serve(Controller.java:7)
                endpoints: GET /orders/{id} (37 live)
            """)
        .contains(
            """

            ENDPOINT                                     LIVE   STARTED    SERVED  PER 1,000
            GET /orders/{id}                               37        40     40213       0.92
            POST /exports                                 137       137       137       1000

            work: counter,""")
        .doesNotContain("[2J");
  }

  @Test
  void brief_bothKinds_namesTheKindAndTheMarginOfEachRow() {
    assertThat(ReportText.brief(SampleReports.bothKinds()))
        .isEqualTo(
            """
            2 sites leak; 201054 live threads, 201012 of them virtual, at 5 sites
            VERDICT           LIVE   BOUND      GROWTH  KIND      CREATION SITE
            leaking             37             +15/min  platform  com.acme.OrderHandler.handle(OrderHandler.java:42)
            leaking         200000             +15/min  virtual   com.acme.OrderHandler.handle(OrderHandler.java:42)
            steady       1000 ±120             +15/min  virtual   com.acme.Push.send(Push.java:7)
            suspect              3             +15/min  platform  pool "#"\\ näme?線?#
            undecided            5                      virtual   pool "#"\\ näme?線?#
                                 2                      platform  all other sites together
                                 7                      virtual   all other sites together
            """);
  }

  @Test
  void full_leakInAStructuredScope_namesTheScope() {
    assertThat(ReportText.full(SampleReports.of(inScope("\"checkout\", owned by x\u001b[2J"))))
        .contains(
            """
                entry: com.acme.Controller.serve(Controller.java:7)
                scope: "checkout", owned by x?[2J
            """);
  }

  private static SiteReport inScope(String scope) {
    SiteReport row = SampleReports.row("1a2b3c4d", "x", 37, Verdict.LEAKING);
    CreationSite site = row.site();
    CreationSite scoped =
        new CreationSite(
            site.id(),
            site.label(),
            ThreadKind.VIRTUAL,
            site.source(),
            site.frames(),
            site.entry(),
            site.startedBy(),
            scope);
    return EditedRow.of(row).site(scoped).row();
  }

  @Test
  void full_leakOfPools_saysHowMany() {
    SiteReport row = SampleReports.typical().sites().get(0);
    assertThat(ReportText.full(SampleReports.of(EditedRow.of(row).pools(37, 74).row())))
        .contains("leaking         37      74     +15/min  com.acme")
        .contains("    in 37 thread pools, limited to 74 threads in all\n");
    assertThat(ReportText.full(SampleReports.of(EditedRow.of(row).pools(1, null).row())))
        .contains("    in 1 thread pool\n");
  }

  @Test
  void full_leakOfPools_namesWhereTheyWereMadeAndWhatTheyMayHold() {
    SiteReport row =
        EditedRow.of(SampleReports.typical().sites().get(0))
            .pools(37, null)
            .birthplaces(
                new PoolBirthplace("com.acme.Main.start(Main.java:9)", 30, 60),
                new PoolBirthplace("com.acme.Cache.<init>(Cache.java:3)", 6, null),
                new PoolBirthplace("com.acme.Timer.arm(Timer.java:5)", 1, 1))
            .row();

    assertThat(ReportText.full(SampleReports.of(row)))
        .contains(
            """
                made at: com.acme.Main.start(Main.java:9) (30 pools, limited to 60 threads)
                made at: com.acme.Cache.<init>(Cache.java:3) (6 pools)
                made at: com.acme.Timer.arm(Timer.java:5) (1 pool, limited to 1 thread)
            """);
  }

  @Test
  void full_longSentences_areBrokenIntoLinesOf100Columns() {
    String text = ReportText.full(SampleReports.of(told(Verdict.LEAKING, 0)));

    assertThat(text)
        .contains(
            """
                37 threads started at OrderHandler.handle:42 in the last 40 min, none ended; 0.92 per 1,000
                requests; at this rate the limit of 4,096 threads is reached in about 3 d.
                Why.
                next: Shut down, or share, the executor or timer that each of them makes, and give every wait a
                      timeout.
            """);
  }

  @Test
  void full_verdictThatWasTakenBack_hasItsEvidence() {
    assertThat(ReportText.full(SampleReports.of(told(Verdict.STEADY, 1)))).contains("    Why.");
    assertThat(ReportText.full(SampleReports.of(told(Verdict.STEADY, 0))))
        .doesNotContain("    Why.");
  }

  private static SiteReport told(Verdict verdict, int retractions) {
    SiteReport row = SampleReports.row("1a2b3c4d", "x", 37, verdict);
    SiteVerdict told =
        new SiteVerdict(
            verdict,
            SampleReports.TIME,
            null,
            retractions,
            null,
            null,
            37,
            0,
            "37 threads started at OrderHandler.handle:42 in the last 40 min, none ended; 0.92 per"
                + " 1,000 requests; at this rate the limit of 4,096 threads is reached in about 3 d.",
            "Why.",
            "Shut down, or share, the executor or timer that each of them makes, and give every wait"
                + " a timeout.");
    return EditedRow.of(row).verdict(told).row();
  }

  @Test
  void brief_hostileLabel_cannotMoveTheCursor() {
    String text = ReportText.brief(SampleReports.hostile());

    assertThat(text.lines()).hasSize(4);
    assertThat(text).contains("pool \"#\"\\ näme?線?#").doesNotContain("\t");
  }

  @Test
  void full_emptyReport_saysWhyThereIsNoThroughput() {
    assertThat(ReportText.full(SampleReports.empty()))
        .contains("nothing leaks; 2 live threads at 0 sites")
        .contains("work: none: no source of throughput was given");
  }
}
