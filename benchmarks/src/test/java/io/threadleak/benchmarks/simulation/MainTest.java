package io.threadleak.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That every table is printed; what the figures say is nobody's test. */
class MainTest {

  @Test
  void run_asText_printsEveryTable() throws Exception {
    assertThat(printed("--seeds", "2", "--family", "leak-request-constant", "--list"))
        .contains("seeds 1 to 2 of 1 families")
        .contains("### The verdict, family by family", "| leak-request-constant | 4 |", "| all |")
        .contains("### The verdict beside rules in use", "| threadleak's verdict |")
        .contains("| holmes, its goroutine defaults |")
        .contains("### Time to a verdict beside oracles", "| sees live threads;");
  }

  @Test
  void run_asJson_printsTheSame() throws Exception {
    JsonNode json =
        JsonMapper.shared()
            .readTree(printed("--seeds", "2", "--family", "benign-batch", "--format", "json"));

    assertThat(json.get("all").get("healthy").asInt()).isEqualTo(4);
    assertThat(json.get("all").get("recall").isNull()).isTrue();
    assertThat(json.get("families").has("benign-batch")).isTrue();
    assertThat(json.get("rules").size()).isEqualTo(1 + Rules.all().size());
    assertThat(json.get("oracles").size()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--seeds 0", "--seeds", "--family nobody", "--format xml", "--what 1"})
  void options_unknown_areNamed(String line) {
    assertThatThrownBy(() -> Options.of(List.of(line.split(" ", -1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(line.split(" ", -1)[0].replace("--family", "no family"));
  }

  @Test
  void score_tooEarly_countsAsAlarmAndAsMissed() {
    JudgedSite early =
        new JudgedSite("family", 1, "a", true, JudgedSite.Outcome.TOO_EARLY, null, null, true, 0);
    JudgedSite found =
        new JudgedSite("family", 1, "b", true, JudgedSite.Outcome.FOUND, 12, 60.0, true, 1);
    JudgedSite quiet =
        new JudgedSite("family", 1, "c", false, JudgedSite.Outcome.QUIET, null, null, true, 0);

    Score score = Score.of(List.of(early, found, quiet));

    assertThat(score.recall()).isEqualTo(0.5);
    assertThat(score.falseAlarms()).isEqualTo(0.5);
    assertThat(score.suspects()).isEqualTo(1);
    assertThat(score.leakedThen()).isEqualTo(12);
    assertThat(score.retractions()).isEqualTo(1);
  }

  @Test
  void loopedSite_afterItsEnd_keepsItsBooks() {
    Grid grid = Grid.ofHours(1, 10);
    for (SiteTrace trace : SiteMix.of(20, grid)) {
      LoopedSite site = new LoopedSite(trace, 10);
      long started = 0;
      long ended = 0;
      for (int round = 0; round < 3 * grid.rounds(); round++) {
        site.next();
        assertThat(site.started() - site.ended()).isEqualTo(site.live());
        assertThat(site.started()).as(trace.name).isGreaterThanOrEqualTo(started);
        assertThat(site.ended()).as(trace.name).isGreaterThanOrEqualTo(ended);
        started = site.started();
        ended = site.ended();
      }
    }
  }

  private static String printed(String... arguments) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Main.run(Options.of(List.of(arguments)), new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
