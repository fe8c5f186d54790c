package io.threadleak.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.CreationSite;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import io.threadleak.model.ThreadKind;
import io.threadleak.model.ThreadProfile;
import io.threadleak.model.ThreadProfile.Group;
import io.threadleak.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonStacksTest {

  private static final LeakReport REPORT = SampleReports.typical();
  private static final CreationSite LEAK = REPORT.sites().get(0).site();
  private static final CreationSite UNSHOWN =
      SampleReports.row("0ddba115", "com.acme.Rare.run(Rare.java:7)", 1, Verdict.STEADY).site();

  private final JsonStacks json = new JsonStacks();

  @Test
  void stacks_ofASite_haveExactlyThisShape() {
    assertThat(
            text(
                LEAK.id(),
                group(LEAK, null, Thread.State.TIMED_WAITING, "sleep", 2),
                group(LEAK, "GET /a", Thread.State.WAITING, "take", 2),
                group(LEAK, "GET /b", Thread.State.WAITING, "take", 3),
                group(REPORT.sites().get(1).site(), null, Thread.State.WAITING, "take", 9)))
        .isEqualTo(
            """
            {"format":"threadleak-stacks","version":1,"siteId":"1a2b3c4d",\
            "time":"2026-01-02T03:04:05Z","threads":7,"sampled":7,"stacks":[\
            {"threads":5,"state":"waiting","frames":["com.acme.Queue.take(Queue.java:7)",\
            "com.acme.Worker.run(Unknown Source)"]},\
            {"threads":2,"state":"timed_waiting","frames":["com.acme.Queue.sleep(Queue.java:7)",\
            "com.acme.Worker.run(Unknown Source)"]}]}\
            """);
  }

  @Test
  void stacks_ofTheRests_areThoseOfSitesWithoutARowByKind() {
    CreationSite virtual = CreationSite.other(ThreadKind.VIRTUAL);
    Group[] groups = {
      group(LEAK, null, Thread.State.WAITING, "take", 1),
      group(UNSHOWN, null, Thread.State.WAITING, "take", 2),
      group(CreationSite.other(ThreadKind.PLATFORM), null, Thread.State.WAITING, "put", 4),
      group(virtual, null, Thread.State.WAITING, "take", 8)
    };

    assertThat(tree("other", groups).get("threads").asInt()).isEqualTo(6);
    assertThat(tree("other (virtual)", groups).get("threads").asInt()).isEqualTo(8);
    assertThat(tree(UNSHOWN.id(), groups).get("threads").asInt()).isZero();
  }

  @Test
  void stacks_ofEstimatedThreads_tellHowManyWereLookedAt() {
    Group scaled =
        new Group(LEAK, null, Thread.State.WAITING, List.of(), 200_000, 500, true, List.of(), null);
    JsonNode tree = tree(LEAK.id(), scaled);

    assertThat(tree.get("threads").asInt()).isEqualTo(200_000);
    assertThat(tree.get("sampled").asInt()).isEqualTo(500);
    assertThat(tree.get("stacks").get(0).get("frames").size()).isZero();
  }

  @Test
  void stacks_ofManyPlaces_areTheMostCommonOnes() {
    List<Group> groups = new ArrayList<>();
    for (int i = 1; i <= 2_000; i++) {
      groups.add(group(LEAK, null, Thread.State.RUNNABLE, "m" + i, i));
    }
    JsonNode tree = tree(LEAK.id(), groups.toArray(Group[]::new));

    assertThat(tree.get("threads").asInt()).isEqualTo(2_001_000);
    assertThat(tree.get("stacks").size()).isEqualTo(JsonStacks.MOST_STACKS);
    assertThat(tree.get("stacks").get(JsonStacks.MOST_STACKS - 1).get("threads").asInt())
        .isEqualTo(1_501);
  }

  private JsonNode tree(String key, Group... groups) {
    return JsonMapper.shared().readTree(text(key, groups));
  }

  private String text(String key, Group... groups) {
    ThreadProfile profile =
        new ThreadProfile(SampleReports.TIME, List.of(groups), 0, List.of(), List.of());
    return new String(json.stacks(REPORT, profile, key).body(), UTF_8);
  }

  private static Group group(
      CreationSite site, String endpoint, Thread.State state, String method, int threads) {
    List<StackTraceElement> frames =
        List.of(
            new StackTraceElement("com.acme.Queue", method, "Queue.java", 7),
            new StackTraceElement("com.acme.Worker", "run", null, -1));
    return new Group(site, endpoint, state, frames, threads, threads, false, List.of(), null);
  }
}
