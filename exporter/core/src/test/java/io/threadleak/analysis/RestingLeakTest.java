package io.threadleak.analysis;

import static io.threadleak.analysis.SimulatedSite.FOREVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.SiteHistory;
import io.threadleak.model.SiteVerdict;
import io.threadleak.model.ThreadKind;
import io.threadleak.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Leaks that stop adding threads: with the load, for good, or because their threads end. */
final class RestingLeakTest {

  private static final int DAY = 400;
  private static final int NIGHT = 900;

  @Test
  void judge_leakThatRestsWhileNothingIsDone_holds() {
    SimulatedSite site = new SimulatedSite(NIGHT).steadily(0, DAY, 0.3, FOREVER);
    List<SiteVerdict> held = follow(site.workRate(at -> at < DAY ? 100 : 0));
    SiteVerdict last = held.get(NIGHT);
    assertThat(last.verdict()).isEqualTo(Verdict.LEAKING);
    assertThat(last.summary()).contains("; last seen at 2026-01-02 0");
    assertThat(last.retractions()).isZero();
  }

  @Test
  void judge_leakThatStopsWhileWorkGoesOn_isTakenBack() {
    SimulatedSite site = new SimulatedSite(NIGHT).steadily(0, DAY, 0.3, FOREVER);
    SiteVerdict last = follow(site).get(NIGHT);
    assertThat(last.verdict()).isEqualTo(Verdict.STEADY);
    assertThat(last.summary()).contains("; it was called leaking at 2026-01-02 0");
    assertThat(last.retractions()).isEqualTo(1);
  }

  @Test
  void judge_threadsThatEndWhileNothingIsDone_areTakenBack() {
    SimulatedSite site = new SimulatedSite(NIGHT).steadily(0, DAY, 0.3, DAY);
    SiteVerdict last = follow(site.workRate(at -> at < DAY ? 100 : 0)).get(NIGHT);
    assertThat(last.verdict()).isLessThan(Verdict.SUSPECT);
    assertThat(last.retractions()).isEqualTo(1);
  }

  private static List<SiteVerdict> follow(SimulatedSite site) {
    VerdictTracker tracker = new VerdictTracker();
    Surroundings around = Surroundings.of("site", ThreadKind.PLATFORM, SiteHistory.UNBOUNDED);
    Instant start = Instant.parse("2026-01-02T03:04:05Z");
    List<SiteVerdict> held = new ArrayList<>();
    for (int round = 0; round <= site.rounds(); round++) {
      Judgement judgement = SiteAnalysis.judge(site.history(round));
      held.add(tracker.update(judgement, around, start.plusSeconds(10L * round)));
    }
    return held;
  }
}
