package io.threadleak.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.AgeCounts;
import io.threadleak.model.RecordedRound;
import io.threadleak.model.RecordedSite;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.ThreadKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rounds as time and counter: {@code 20/5} is one at 20 s with 5 threads started so far. */
class RoundOrderTest {

  private final List<String> warnings = new ArrayList<>();
  private final List<String> judged = new ArrayList<>();
  private final RoundOrder order = new RoundOrder(warnings::add);

  @Test
  void add_ascendingTimes_areJudgedAsTheyCome() {
    assertThat(judge("10/1", "20/2", "30/0", "40/1"))
        .containsExactly("10/1", "20/2", "30/0", "40/1");
    assertThat(warnings).isEmpty();
  }

  @Test
  void add_clockSetBack_goesOnWithOneWarning() {
    assertThat(judge("100/1", "110/2", "50/3", "60/4", "70/5"))
        .containsExactly("100/1", "110/2", "50/3", "60/4", "70/5");
    assertThat(warnings)
        .containsExactly(
            "3: the clock was set back; the round counts as one interval after the one before");
  }

  @Test
  void add_clockSetBackAtTheLastRound_isRead() {
    assertThat(judge("100/1", "110/2", "50/3")).containsExactly("100/1", "110/2", "50/3");
    assertThat(warnings).hasSize(1);
  }

  @Test
  void add_misplacedLine_isLeftOut() {
    assertThat(judge("10/1", "20/2", "40/4", "30/3", "50/5"))
        .containsExactly("10/1", "20/2", "40/4", "50/5");
    assertThat(warnings).containsExactly("4: earlier than the line before: misplaced and left out");
  }

  @Test
  void add_misplacedLastLine_isLeftOut() {
    assertThat(judge("10/1", "20/2", "40/4", "30/3")).containsExactly("10/1", "20/2", "40/4");
    assertThat(warnings).hasSize(1);
  }

  @Test
  void add_misplacedLineOfAnIdleService_isLeftOut() {
    assertThat(judge("10/1", "20/1", "40/1", "30/1", "50/1"))
        .containsExactly("10/1", "20/1", "40/1", "50/1");
  }

  @Test
  void add_threeLinesOnEndThatStayBehind_areANewRun() {
    assertThat(judge("100/50", "110/60", "10/1", "20/2", "30/3", "40/4"))
        .containsExactly("100/50", "110/60", "10/1", "20/2", "30/3", "40/4");
    assertThat(warnings)
        .containsExactly(
            "3: earlier than the line before, and so are the next ones: read as a new run");
  }

  @Test
  void add_sameRoundOnceMore_isLeftOut() {
    assertThat(judge("10/1", "20/2", "20/2", "30/3")).containsExactly("10/1", "20/2", "30/3");
    assertThat(warnings).containsExactly("3: the same round once more, which is left out");
  }

  @Test
  void add_descendingTimes_endsInTime() {
    String[] rounds = new String[1000];
    for (int i = 0; i < rounds.length; i++) {
      rounds[i] = (10_000 - i) + "/" + (10_000 - i);
    }
    assertThat(judge(rounds)).hasSizeBetween(300, 1000);
  }

  private List<String> judge(String... rounds) {
    for (int i = 0; i < rounds.length; i++) {
      order.add(round(rounds[i]), Integer.toString(i + 1));
      drain();
    }
    order.end();
    drain();
    return judged;
  }

  private void drain() {
    for (RecordedRound round = order.poll(); round != null; round = order.poll()) {
      judged.add((long) round.epochSeconds() + "/" + round.sites().get("a").started());
    }
  }

  private static RecordedRound round(String text) {
    int slash = text.indexOf('/');
    RecordedSite site =
        new RecordedSite(
            ThreadKind.PLATFORM,
            1,
            Long.parseLong(text.substring(slash + 1)),
            0,
            AgeCounts.NONE,
            SiteHistory.UNBOUNDED);
    return new RecordedRound(
        Double.parseDouble(text.substring(0, slash)), Double.NaN, Map.of("a", site));
  }
}
