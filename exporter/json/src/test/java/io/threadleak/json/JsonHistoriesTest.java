package io.threadleak.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.exposition.Answer;
import io.threadleak.exposition.SampleHistories;
import io.threadleak.exposition.SiteHistories;
import io.threadleak.model.HistoryReport;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonHistoriesTest {

  private static final String LEAK = "1a2b3c4d";

  private final JsonHistories json = new JsonHistories();

  @Test
  void whole_ofOneSite_hasExactlyThisShape() {
    SiteHistories histories = new SampleHistories(SampleReports.typical(), 3);
    HistoryReport one =
        new HistoryReport(
            Duration.ofMillis(10_500), Map.of(LEAK, Objects.requireNonNull(histories.of(LEAK))));

    assertThat(text(json.whole(one)))
        .isEqualTo(
            """
            {"format":"threadleak-history","version":1,"intervalSeconds":10.5,"sites":{"1a2b3c4d":{\
            "times":[1767323025.000,1767323035.000,1767323045.000],"live":[35,36,37],\
            "work":[null,1010,1020],"started":[35,38,41],"ended":[0,2,4],\
            "ages":[60,120,180,240,300],\
            "aged":[[29,30,31],[23,24,25],[17,18,19],[11,12,13],[5,6,7]]}}}\
            """);
  }

  @Test
  void outline_ofAllRows_hasTheColumnsOfALineAlone() {
    JsonNode outline =
        tree(json.outline(new SampleHistories(SampleReports.bothKinds(), 200).all(60)).body());

    assertThat(outline.get("sites").propertyNames())
        .contains(LEAK, "d4c3b2a1", "other", "other (virtual)");
    JsonNode site = outline.get("sites").get(LEAK);
    assertThat(site.propertyNames()).containsExactly("times", "live", "work");
    assertThat(site.get("times").size()).isEqualTo(site.get("live").size()).isBetween(40, 60);
    assertThat(site.get("work").size()).isEqualTo(site.get("times").size());
  }

  @Test
  void outline_ofNoSite_isAnEmptyObject() {
    assertThat(text(json.outline(new HistoryReport(Duration.ofSeconds(10), Map.of()))))
        .endsWith("\"sites\":{}}");
  }

  @Test
  void bounded_withRoomForAll_isWholeForEveryRow() {
    LeakReport report = SampleReports.typical();
    SiteHistories histories = new SampleHistories(report, 240);

    assertThat(json.bounded(histories, 1 << 20))
        .isEqualTo(json.whole(histories.all(SiteHistories.ALL_SAMPLES)).body());
  }

  @Test
  void bounded_withLittleRoom_isWholeThenOutlineThenNothing() {
    int most = 200_000;
    LeakReport report = SampleReports.ofSites(300);
    byte[] bytes = json.bounded(new SampleHistories(report, 240), most);
    JsonNode sites = tree(bytes).get("sites");
    long whole = sites.valueStream().filter(site -> site.has("aged")).count();

    assertThat(bytes.length).isBetween(most, most + 20_000);
    assertThat(whole).isBetween(5L, 20L);
    assertThat(sites.size()).isBetween((int) whole + 20, 299);
    assertThat(sites.get("00000000").has("aged")).isTrue();
  }

  private static String text(Answer answer) {
    assertThat(answer.contentType()).isEqualTo("application/json");
    return new String(answer.body(), UTF_8);
  }

  private static JsonNode tree(byte[] body) {
    return JsonMapper.shared().readTree(body);
  }
}
