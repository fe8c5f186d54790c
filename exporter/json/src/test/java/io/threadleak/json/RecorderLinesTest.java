package io.threadleak.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import io.threadleak.model.SiteReport;
import io.threadleak.model.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecorderLinesTest {

  private final RecorderLines lines = new RecorderLines();

  @Test
  void header_anyReport_hasExactlyThisShape() {
    assertThat(new String(lines.header(SampleReports.typical(), 3), UTF_8))
        .isEqualTo(
            """
            {"format":"threadleak-recording","version":1,"intervalSeconds":10.0,"lostRounds":3}
            """);
  }

  @Test
  void round_typical_hasExactlyThisShape() {
    SiteReport row = SampleReports.row("1a2b3c4d", "com.acme.A.run(A.java:7)", 37, Verdict.LEAKING);

    assertThat(new String(lines.round(SampleReports.of(row)), UTF_8))
        .isEqualTo(
            """
            {"t":1767323045.000,"throughput":1000,"sites":{\
            "com.acme.A.run(A.java:7)":{"kind":"platform","live":37,"started":137,"terminated":100,\
            "olderThan":{"60":37,"300":18,"900":0,"3600":0,"14400":0},"siteId":"1a2b3c4d"},\
            "other":{"kind":"platform","live":2,"started":2,"terminated":0,\
            "olderThan":{"60":0,"300":0,"900":0,"3600":0,"14400":0},"siteId":"other"}}}
            """);
  }

  @Test
  void round_noThroughput_isNull() {
    assertThat(read(lines.round(SampleReports.empty())).path("throughput").isNull()).isTrue();
  }

  @Test
  void round_boundedPool_carriesItsBound() {
    SiteReport bounded = SampleReports.row("0badf00d", "x", 3, Verdict.STEADY);

    JsonNode sites = read(lines.round(SampleReports.of(bounded))).path("sites");

    assertThat(sites.path("x").path("bound").asInt()).isEqualTo(200);
    assertThat(sites.path("other").has("bound")).isFalse();
  }

  @Test
  void round_hostileLabel_isReadBackAndOneLine() {
    byte[] line = lines.round(SampleReports.hostile());

    assertThat(read(line).path("sites").propertyNames()).contains(SampleReports.HOSTILE_LABEL);
    assertThat(new String(line, UTF_8).indexOf('\n')).isEqualTo(line(line).length());
  }

  @Test
  void round_halfASurrogatePair_becomesAQuestionMark() {
    LeakReport report =
        SampleReports.of(SampleReports.row("0badf00d", "x\ud83dy", 1, Verdict.STEADY));

    assertThat(read(lines.round(report)).path("sites").propertyNames()).contains("x?y");
  }

  @ParameterizedTest
  @CsvSource({
    "PT1S, 6 30 60 90 300 360 900 1440 3600 14400",
    "PT10S, 60 300 900 3600 14400",
    "PT60S, 60 300 360 900 1800 3600 5400 14400 21600 86400",
    "PT1.5S, 9 45 60 135 300 540 900 2160 3600 14400",
    "PT1.234S, 7 37 60 111 300 444 900 1777 3600 14400",
  })
  void olderThan_anyInterval_isSecondsAndRoundsToTheNearestSecond(Duration interval, String ages) {
    JsonNode site = siteAt(interval).path("olderThan");

    assertThat(site.propertyNames()).containsExactly(ages.split(" "));
  }

  @Test
  void olderThan_bothNameOneSecond_isTheCountInSeconds() {
    assertThat(siteAt(Duration.ofMillis(9_999)).path("olderThan").path("300").asInt())
        .isEqualTo(50);
    assertThat(siteAt(Duration.ofSeconds(1)).path("olderThan").path("30").asInt()).isEqualTo(33);
  }

  private JsonNode siteAt(Duration interval) {
    LeakReport report = SampleReports.of(SampleReports.row("0badf00d", "x", 100, Verdict.STEADY));
    LeakReport paced =
        new LeakReport(
            report.time(),
            interval,
            report.sites(),
            report.other(),
            report.otherVirtual(),
            0,
            report.limits(),
            report.process(),
            report.work(),
            report.endpoints(),
            report.virtualThreads(),
            report.proof(),
            report.self());
    return read(lines.round(paced)).path("sites").path("x");
  }

  @Test
  void names_sameLabelInOneReport_bothCarryTheirId() {
    assertThat(namesOf(row("00000001", "x"), row("00000002", "x"), row("00000003", "y")))
        .containsExactly("x [00000001]", "x [00000002]", "y", "other");
  }

  @Test
  void names_sameLabelComesLater_firstKeepsItsName() {
    assertThat(namesOf(row("00000001", "x"))).containsExactly("x", "other");
    assertThat(namesOf(row("00000002", "x"), row("00000001", "x")))
        .containsExactly("x [00000002]", "x", "other");
    assertThat(namesOf(row("00000002", "x"))).containsExactly("x [00000002]", "other");
  }

  @Test
  void names_siteCalledOther_leavesThatNameToTheRest() {
    assertThat(namesOf(row("00000001", "other"))).containsExactly("other [00000001]", "other");
  }

  @Test
  void names_bothKinds_eachSiteAndEachRestHasItsOwn() {
    JsonNode sites = read(lines.round(SampleReports.bothKinds())).path("sites");
    String line = "com.acme.OrderHandler.handle(OrderHandler.java:42)";
    assertThat(sites.propertyNames())
        .containsExactly(
            line + " [1a2b3c4d]",
            line + " [d4c3b2a1]",
            "com.acme.Push.send(Push.java:7)",
            SampleReports.HOSTILE_LABEL + " [0badf00d]",
            SampleReports.HOSTILE_LABEL + " [d00fdab0]",
            "other",
            "other (virtual)");
    assertThat(sites.path(line + " [d4c3b2a1]").path("kind").asString()).isEqualTo("virtual");
    assertThat(sites.path("other").path("kind").asString()).isEqualTo("platform");
    assertThat(sites.path("other (virtual)").path("kind").asString()).isEqualTo("virtual");
  }

  @Test
  void names_siteCalledLikeTheRestOfVirtualThreads_leavesItThatName() {
    assertThat(namesOf(row("00000001", "other (virtual)")))
        .containsExactly("other (virtual) [00000001]", "other");
  }

  @Test
  void names_labelLooksLikeAMark_isStillUnique() {
    assertThat(namesOf(row("00000009", "x [00000001]"), row("00000001", "x")))
        .containsExactly("x [00000001]", "x", "other");
    assertThat(namesOf(row("00000002", "x"), row("00000003", "x [00000002]")))
        .doesNotHaveDuplicates()
        .hasSize(3);
  }

  @Test
  void names_endlessLabels_areCutAndStillUnique() {
    String endless = "x".repeat(5_000);

    assertThat(namesOf(row("00000001", endless + "1"), row("00000002", endless + "2")))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.length() < 1_100);
  }

  private List<String> namesOf(SiteReport... rows) {
    JsonNode sites = read(lines.round(SampleReports.of(rows))).path("sites");
    return List.copyOf(sites.propertyNames());
  }

  private static SiteReport row(String id, String label) {
    return SampleReports.row(id, label, 1, Verdict.STEADY);
  }

  private static String line(byte[] line) {
    return new String(line, UTF_8).stripTrailing();
  }

  private static JsonNode read(byte[] line) {
    return JsonMapper.shared().readTree(line);
  }
}
