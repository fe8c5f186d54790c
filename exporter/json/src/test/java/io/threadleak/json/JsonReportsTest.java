package io.threadleak.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.exposition.Answer;
import io.threadleak.model.AttributionSource;
import io.threadleak.model.CreationSite;
import io.threadleak.model.EditedRow;
import io.threadleak.model.Estimate;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import io.threadleak.model.SiteReport;
import io.threadleak.model.SiteVerdict;
import io.threadleak.model.StackCount;
import io.threadleak.model.ThreadKind;
import io.threadleak.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonReportsTest {

  private final JsonReports json = new JsonReports();

  static List<LeakReport> samples() {
    return List.of(
        SampleReports.typical(),
        SampleReports.empty(),
        SampleReports.hostile(),
        SampleReports.proven(),
        SampleReports.ofSites(200));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void read_whatWasWritten_equalsIt(LeakReport report) throws Exception {
    assertThat(json.read(json.write(report))).isEqualTo(report);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void report_body_isTheTextInUtf8(LeakReport report) {
    Answer answer = json.report(report);

    assertThat(answer.contentType()).isEqualTo("application/json");
    assertThat(new String(answer.body(), UTF_8)).isEqualTo(json.write(report));
  }

  @Test
  void write_empty_hasExactlyThisShape() {
    assertThat(json.write(SampleReports.empty()))
        .isEqualTo(
            """
            {"format":"threadleak-report","version":1,"time":"2026-01-02T03:04:05Z",\
            "intervalSeconds":10.0,"leaks":false,"live":2,"sites":[],\
            "other":{"siteId":"other","site":"other","kind":"platform","source":"name","live":2,"liveMargin":0,\
            "states":{"new":0,"runnable":1,"blocked":0,"waiting":1,"timed_waiting":0},\
            "started":2,"ended":0,"aged":{"60":0,"300":0,"900":0,"3600":0,"14400":0},\
            "agedRounds":{"6":0,"30":0,"90":0,"360":0,"1440":0},\
            "oldestSeconds":12.0,"pools":0,"bound":null,"birthplaces":[],"verdict":"undecided","since":"2026-01-02T03:02:35Z",\
            "firstLeaking":null,"retractions":0,"growthPerSecond":null,"growthPerUnit":null,\
            "survivors":0,"survivorAgeSeconds":300.0,\
            "summary":"37 threads were started here in the last 40 min and none ended.",\
            "explanation":"Survivors of every age grow while throughput does not.",\
            "nextStep":"Shut the executor down when the request is done.",\
            "entry":null,"startedBy":null,"scope":null,"frames":[],"stacks":[]},\
            "otherVirtual":null,"deadlocked":0,"limits":{"pids_max":4096,"threads_max":100000},\
            "process":{"threads":80,"javaThreads":60,"nativeThreads":20,\
            "growthPerSecond":{"value":0.25,"low":0.125,"high":0.5},\
            "nativeGrowthPerSecond":{"value":0.0625,"low":0.03125,"high":0.125},\
            "left":{"pids_max":4000,"threads_max":99000},\
            "exhaustionSeconds":{"pids_max":8000.0,"threads_max":198000.0}},\
            "work":{"source":"none: no source of throughput was given",\
            "completed":null,"perSecond":null},\
            "endpoints":{"rows":[],"folded":0},\
            "virtualThreads":null,"proof":null,"self":{"version":"0.1.0","javaVersion":"17.0.15","rounds":42,"sampleSeconds":0.0015,\
            "sampleFailures":0,"retractions":1,"freedThreads":0,"sites":0,"foldedSites":0,"attributed":{"agent":55,"name":2},\
            "ownThreads":3,"evidence":null,\
            "notes":["2 threads were there before the monitor: known by name only."]}}""");
  }

  @Test
  void site_thatLeaks_hasExactlyThisShape() {
    SiteReport row = stuck(SampleReports.typical().sites().get(0));

    assertThat(json.site(with(row), "1a2b3c4d").map(answer -> new String(answer.body(), UTF_8)))
        .contains(
            """
            {"siteId":"1a2b3c4d","site":"com.acme.OrderHandler.handle(OrderHandler.java:42)",\
            "kind":"platform","source":"agent","live":37,"liveMargin":0,\
            "states":{"new":0,"runnable":19,"blocked":0,"waiting":18,"timed_waiting":0},\
            "started":137,"ended":100,"aged":{"60":37,"300":18,"900":0,"3600":0,"14400":0},\
            "agedRounds":{"6":37,"30":12,"90":0,"360":0,"1440":0},\
            "oldestSeconds":301.5,"pools":3,"bound":200,"birthplaces":[],"verdict":"leaking","since":"2026-01-02T03:02:35Z",\
            "firstLeaking":"2026-01-02T03:03:05Z","retractions":0,\
            "growthPerSecond":{"value":0.25,"low":0.125,"high":0.5},\
            "growthPerUnit":{"value":9.0E-4,"low":8.0E-4,"high":0.001},\
            "survivors":37,"survivorAgeSeconds":300.0,\
            "summary":"37 threads were started here in the last 40 min and none ended.",\
            "explanation":"Survivors of every age grow while throughput does not.",\
            "nextStep":"Shut the executor down when the request is done.",\
            "entry":"com.acme.Controller.serve(Controller.java:7)","startedBy":null,"scope":null,\
            "frames":["java.lang.Thread.start(Thread.java:809)",\
            "com.acme.OrderHandler.handle(OrderHandler.java:42)"],\
            "stacks":[{"threads":3,"frames":["java.lang.Object.wait(Native Method)"]}]}""");
  }

  @Test
  void site_ofOther_isTheFoldedRow() {
    assertThat(json.site(SampleReports.typical(), CreationSite.OTHER_ID)).isPresent();
  }

  @Test
  void site_thatIsNotThere_isEmpty() {
    assertThat(json.site(SampleReports.typical(), "ffffffff")).isEmpty();
    assertThat(json.site(SampleReports.typical(), "")).isEmpty();
    assertThat(json.site(SampleReports.typical(), "1a2b3c4d\"")).isEmpty();
  }

  @Test
  void write_hostileLabel_isOneLineOfEscapes() {
    assertThat(json.write(SampleReports.hostile()))
        .contains("\"site\":\"pool \\\"#\\\"\\\\ näme\\n線\\t#\"")
        .doesNotContain("\n");
  }

  @Test
  void report_halfASurrogatePair_becomesAQuestionMark() {
    LeakReport report = with(SampleReports.row("0badf00d", "x\ud83dy", 1, Verdict.STEADY));

    assertThat(new String(json.report(report).body(), UTF_8)).contains("\"site\":\"x?y\"");
  }

  @Test
  void read_everyKindOfFrameAndEstimate_equalsWhatWasWritten() throws Exception {
    LeakReport report = with(stuck(SampleReports.typical().sites().get(0)));

    assertThat(json.read(json.write(report))).isEqualTo(report);
  }

  @Test
  void read_reportOfBothKinds_equalsWhatWasWritten() throws Exception {
    assertThat(json.read(json.write(SampleReports.bothKinds())))
        .isEqualTo(SampleReports.bothKinds());
  }

  @Test
  void site_ofOtherOfBothKinds_isThatOfPlatformThreads() {
    assertThat(json.site(SampleReports.bothKinds(), CreationSite.OTHER_ID))
        .map(answer -> new String(answer.body(), UTF_8))
        .hasValueSatisfying(row -> assertThat(row).contains("\"kind\":\"platform\""));
  }

  /** A row of a virtual, JFR-known site with stacks, odd frames and an open interval. */
  private static SiteReport stuck(SiteReport row) {
    return EditedRow.of(row)
        .pools(3, 200)
        .stacks(
            new StackCount(List.of(new StackTraceElement("java.lang.Object", "wait", null, -2)), 3))
        .row();
  }

  @Test
  void read_endpoints_equalWhatWasWritten() throws Exception {
    LeakReport report = SampleReports.serving(SampleReports.typical(), SampleReports.endpoints(2));
    assertThat(json.read(json.write(report))).isEqualTo(report);
    assertThat(json.write(report)).contains("\"retainedPerUnit\":0.005");
  }

  @Test
  void read_oddSite_equalsWhatWasWritten() throws Exception {
    SiteReport plain = SampleReports.row("0badf00d", "x", 5, Verdict.PROVEN);
    CreationSite odd =
        new CreationSite(
            "0badf00d",
            "",
            ThreadKind.VIRTUAL,
            AttributionSource.JFR,
            List.of(
                new StackTraceElement("a.B$$Lambda/0x7f", "run (twice)", "B.kt", 7),
                new StackTraceElement("a.B", "<init>", "B.java", -1),
                new StackTraceElement("a.B", "<clinit>", null, -1),
                new StackTraceElement("a.B", "x", "C:odd", -1),
                new StackTraceElement("Unnamed", "main", "Unnamed.java", 0)),
            null,
            "com.acme.Server.start(Server.java:17)",
            null);
    SiteReport row =
        new SiteReport(
            odd,
            plain.states(),
            0,
            Long.MAX_VALUE,
            0,
            plain.aged(),
            plain.agedRounds(),
            1e-9,
            0,
            null,
            List.of(),
            open(plain.verdict()),
            List.of());

    assertThat(json.read(json.write(with(row)))).isEqualTo(with(row));
    assertThat(json.write(with(row)))
        .contains("\"growthPerSecond\":{\"value\":1.0,\"low\":null,\"high\":null}");
  }

  private static SiteVerdict open(SiteVerdict verdict) {
    return new SiteVerdict(
        verdict.verdict(),
        verdict.since(),
        verdict.firstLeaking(),
        2,
        new Estimate(1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
        null,
        0,
        0.5,
        "",
        "\u0000\u2028",
        "\ud83d\udc1b");
  }

  private static LeakReport with(SiteReport row) {
    LeakReport typical = SampleReports.typical();
    return new LeakReport(
        typical.time(),
        typical.interval(),
        List.of(row),
        typical.other(),
        typical.otherVirtual(),
        2,
        typical.limits(),
        typical.process(),
        typical.work(),
        typical.endpoints(),
        typical.virtualThreads(),
        typical.proof(),
        typical.self());
  }
}
