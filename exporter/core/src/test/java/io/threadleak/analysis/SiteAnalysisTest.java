package io.threadleak.analysis;

import static io.threadleak.analysis.SimulatedSite.FOREVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.Estimate;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.ThreadKind;
import io.threadleak.model.Verdict;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One site's history in, one judgement out; shapes that leak and shapes that do not. */
final class SiteAnalysisTest {

  @Test
  void judge_emptyHistory_isUndecidedAndSaysWhatIsMissing() {
    Judgement judgement = SiteAnalysis.judge(new SimulatedSite(5).history(0, -1, 1));
    assertThat(judgement.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(words(judgement).summary()).contains(" 0 of the 30 rounds");
    assertThat(judgement.growthPerSecond()).isNull();
  }

  @Test
  void judge_twelveRounds_isUndecidedAndSaysWhatIsMissing() {
    Judgement judgement = SiteAnalysis.judge(new SimulatedSite(12).history());
    assertThat(judgement.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(words(judgement).summary()).contains(" 12 of the 30 rounds");
  }

  @Test
  void judge_noThreads_isSteady() {
    assertThat(verdict(new SimulatedSite(200))).isEqualTo(Verdict.STEADY);
  }

  @ParameterizedTest
  @CsvSource({"1, 80", "1.5, 62", "2, 60"})
  void judge_fastLeakFromTheStart_isLeakingWithinSoManyRounds(double perRound, int rounds) {
    SimulatedSite site = new SimulatedSite(90, 1, 1).steadily(0, 90, perRound, FOREVER);
    assertThat(firstLeaking(site)).isBetween(45, rounds);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 10, 60})
  void judge_sameLeakAtAnotherInterval_isTheSameInRounds(double intervalSeconds) {
    SimulatedSite site = new SimulatedSite(300, intervalSeconds, 1).steadily(3, 300, 0.2, FOREVER);
    assertThat(firstLeaking(site))
        .isEqualTo(firstLeaking(new SimulatedSite(300, 10, 1).steadily(3, 300, 0.2, FOREVER)));
  }

  @Test
  void judge_leakAtConstantLoad_tellsGrowthSurvivorsAndSentences() {
    SimulatedSite site = new SimulatedSite(400).steadily(0, 400, 0.2, FOREVER);
    Judgement judgement = SiteAnalysis.judge(site.history());
    assertThat(judgement.verdict()).isEqualTo(Verdict.LEAKING);
    assertThat(judgement.growthPerSecond()).isNotNull();
    assertThat(judgement.growthPerSecond().value()).isBetween(0.0195, 0.0205);
    assertThat(judgement.growthPerUnit()).isNotNull();
    assertThat(judgement.growthPerUnit().value()).isBetween(0.00195, 0.00205);
    assertThat(judgement.survivors()).isBetween(79, 80);
    assertThat(words(judgement).summary())
        .contains(" threads of site grew older than", ", none ended; 2 per 1,000 units");
  }

  @Test
  void judge_shareOfRequestsLeaks_isLeakingByTheOlderThreads() {
    SimulatedSite site = new SimulatedSite(500);
    site.randomly(0, 500, at -> 20, start -> site.exponential(1));
    site.randomly(200, 500, at -> 0.2, start -> FOREVER);
    assertThat(firstLeaking(site)).isBetween(300, 450);
    Judgement judgement = SiteAnalysis.judge(site.history());
    assertThat(judgement.survivorAgeSeconds()).isGreaterThanOrEqualTo(60);
    assertThat(words(judgement).summary()).contains("grew older than", "none ended");
  }

  @Test
  void judge_leakUnderSwingingLoad_isLeakingAndItsGrowthInTheInterval() {
    SimulatedSite site = new SimulatedSite(600);
    site.randomly(0, 600, at -> 60 + 50 * Math.sin(at / 40), start -> site.exponential(3));
    site.steadily(0, 600, 0.3, FOREVER);
    Judgement judgement = SiteAnalysis.judge(site.history());
    assertThat(judgement.verdict()).isEqualTo(Verdict.LEAKING);
    Estimate growth = judgement.growthPerSecond();
    assertThat(growth).isNotNull();
    assertThat(0.03).isBetween(growth.low() - 0.002, growth.high() + 0.002);
  }

  @Test
  void judge_timerLeakWithoutAnyWork_isLeakingWithoutGrowthPerUnit() {
    SimulatedSite site = new SimulatedSite(1_500).steadily(0, 1_500, 1 / 24.0, FOREVER);
    site.workRate(at -> 0);
    Judgement judgement = SiteAnalysis.judge(site.history());
    assertThat(judgement.verdict()).isEqualTo(Verdict.LEAKING);
    assertThat(judgement.growthPerUnit()).isNull();
    assertThat(words(judgement).summary()).doesNotContain("units of work");
  }

  @Test
  void judge_leakAndUnknownWork_isLeakingWithoutGrowthPerUnit() {
    SimulatedSite site = new SimulatedSite(400).steadily(0, 400, 0.3, FOREVER);
    Judgement judgement = SiteAnalysis.judge(site.workRate(at -> Double.NaN).history());
    assertThat(judgement.verdict()).isEqualTo(Verdict.LEAKING);
    assertThat(judgement.growthPerUnit()).isNull();
  }

  @Test
  void judge_leakInALoadRamp_isLeaking() {
    SimulatedSite site = new SimulatedSite(600);
    site.randomly(0, 600, at -> 5 + at / 20, start -> site.exponential(1));
    site.randomly(0, 600, at -> 0.05 + at / 2000, start -> FOREVER);
    assertThat(verdict(site.workRate(at -> 5 + at / 20))).isEqualTo(Verdict.LEAKING);
  }

  @Test
  void judge_leakAmongLongLivedConnections_isCalledLeakingInTheEnd() {
    SimulatedSite site = new SimulatedSite(1_500);
    site.randomly(0, 1_500, at -> 0.5, start -> site.exponential(40));
    site.steadily(0, 1_500, 0.2, FOREVER);
    assertThat(firstLeaking(site)).isBetween(300, 1_500);
  }

  @Test
  void judge_connectionsOfWhichTheOldNeverEnd_isCalledLeaking() {
    SimulatedSite site = new SimulatedSite(3_000);
    site.randomly(0, 3_000, at -> 1, start -> heavyTailed(site, 60));
    site.randomly(0, 3_000, at -> 0.2, start -> FOREVER);
    assertThat(firstLeaking(site)).isBetween(300, 1_500);
  }

  @Test
  void judge_connectionsWithAHeavyTail_isNeverCalledLeaking() {
    SimulatedSite site = new SimulatedSite(3_000);
    site.randomly(0, 3_000, at -> 1, start -> heavyTailed(site, 60));
    assertThat(firstLeaking(site)).isEqualTo(-1);
  }

  private static double heavyTailed(SimulatedSite site, double mean) {
    double deviation = 1.3;
    return mean * Math.exp(deviation * site.random().nextGaussian() - deviation * deviation / 2);
  }

  @Test
  void judge_leakAtFallingLoad_isLeaking() {
    SimulatedSite site = new SimulatedSite(600).workRate(at -> 100 - at / 8);
    site.randomly(0, 600, at -> 20 - at / 40, start -> site.exponential(1));
    site.randomly(0, 600, at -> 0.3 - at / 2_666, start -> FOREVER);
    assertThat(verdict(site)).isEqualTo(Verdict.LEAKING);
  }

  @Test
  void judge_poolThatGrowsWithEachNewPeak_isNeverCalledLeaking() {
    SimulatedSite site = new SimulatedSite(2_000).workRate(at -> 100 + at / 10);
    assertThat(firstLeaking(site.steadily(0, 2_000, 0.1, FOREVER))).isEqualTo(-1);
  }

  @Test
  void judge_poolThatFillsUnderAKnownBound_isProportional() {
    SimulatedSite site = new SimulatedSite(400).bounded(200).steadily(0, 400, 0.3, FOREVER);
    assertNeverAccused(site);
    assertThat(verdict(site)).isEqualTo(Verdict.PROPORTIONAL);
  }

  @Test
  void judge_boundThatGrowsWithTheThreads_isLeaking() {
    SimulatedSite site = new SimulatedSite(400).steadily(0, 400, 0.3, FOREVER);
    assertThat(verdict(site.boundedByOneEach())).isEqualTo(Verdict.LEAKING);
  }

  @Test
  void judge_boundedPoolThatFillsAtOnce_isNeverAccused() {
    assertNeverAccused(new SimulatedSite(400).steadily(0, 8, 25, FOREVER));
  }

  @ParameterizedTest
  @ValueSource(doubles = {30, 60, 90})
  void judge_poolThatFillsOneThreadAtATime_isNeverCalledLeaking(double fillRounds) {
    SimulatedSite site = new SimulatedSite(400).steadily(20, 20 + fillRounds, 0.6, FOREVER);
    assertThat(firstLeaking(site)).isEqualTo(-1);
    assertThat(verdict(site)).isEqualTo(Verdict.STEADY);
  }

  @Test
  void judge_threadPerRequest_isNeverAccused() {
    SimulatedSite site = new SimulatedSite(300);
    site.randomly(0, 300, at -> 30, start -> site.exponential(0.1));
    assertNeverAccused(site);
  }

  @Test
  void judge_connectionsOf5To20Rounds_areNeverAccused() {
    SimulatedSite site = new SimulatedSite(300, 1, 7);
    site.steadily(0, 300, 2, 0).randomly(0, 300, at -> 2, s -> 5 + 15 * site.random().nextDouble());
    assertNeverAccused(site);
  }

  @Test
  void judge_connectionsThatWarmUpForHours_areNeverCalledLeaking() {
    SimulatedSite site = new SimulatedSite(1_500);
    site.randomly(0, 1_500, at -> 3, start -> site.exponential(360));
    assertThat(firstLeaking(site)).isEqualTo(-1);
  }

  @Test
  void judge_threadsThatFollowALoadRamp_areProportional() {
    SimulatedSite site = new SimulatedSite(480);
    site.randomly(0, 480, at -> 5 + at / 10, start -> site.exponential(5));
    site.workRate(at -> 5 + at / 10);
    assertNeverAccused(site);
    Judgement judgement = SiteAnalysis.judge(site.history());
    assertThat(judgement.verdict()).isEqualTo(Verdict.PROPORTIONAL);
    assertThat(words(judgement).explanation()).contains("rate of work");
  }

  @Test
  void judge_brownout_isNeverAccused() {
    SimulatedSite site = new SimulatedSite(500);
    site.randomly(0, 500, at -> 20, at -> site.exponential(at >= 200 && at < 300 ? 6 : 0.3));
    assertNeverAccused(site);
  }

  @Test
  void judge_everythingStallsAndRecovers_isNeverCalledLeaking() {
    SimulatedSite site = new SimulatedSite(400);
    site.randomly(0, 400, at -> 4, at -> at >= 150 && at < 240 ? 240 - at : 0.2);
    site.workRate(at -> at >= 150 && at < 240 ? 0 : 100);
    assertThat(firstLeaking(site)).isEqualTo(-1);
  }

  @Test
  void judge_batchOnASchedule_isNeverAccused() {
    SimulatedSite site = new SimulatedSite(900);
    for (int start = 10; start < 900; start += 190) {
      site.steadily(start, start + 5, 12, 60);
    }
    assertNeverAccused(site);
  }

  @Test
  void judge_restart_forgetsWhatWentBefore() {
    SimulatedSite site = new SimulatedSite(320).steadily(0, 320, 0.3, FOREVER).restartAt(300);
    Judgement judgement = SiteAnalysis.judge(site.history());
    assertThat(judgement.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(words(judgement).summary()).contains(" 20 of the 30 rounds");
  }

  @Test
  void judge_clockFallsBack_forgetsWhatWentBefore() {
    SimulatedSite site = new SimulatedSite(320).steadily(0, 320, 0.3, FOREVER);
    assertThat(verdict(site.clockJumpAt(310, -500))).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void judge_clockLeapsAheadOverAPool_isNeverAccused() {
    SimulatedSite site = new SimulatedSite(200).steadily(0, 4, 20, FOREVER);
    assertNeverAccused(site.clockJumpAt(100, 36_000));
  }

  @Test
  void judge_everyThirdRoundMissed_isStillLeaking() {
    SimulatedSite site = new SimulatedSite(600).steadily(0, 600, 0.3, FOREVER);
    Judgement judgement = SiteAnalysis.judge(site.history(0, 600, 3));
    assertThat(judgement.verdict()).isEqualTo(Verdict.LEAKING);
  }

  @Test
  void judge_tooFewSamplesForTheTime_isNotLeaking() {
    SimulatedSite site = new SimulatedSite(600).steadily(0, 600, 0.3, FOREVER);
    Judgement judgement = SiteAnalysis.judge(site.history(0, 600, 20));
    assertThat(judgement.verdict().isLeak()).isFalse();
  }

  @Test
  void judge_leakThatStopped_isNoLongerLeakingInTheEnd() {
    SimulatedSite site = new SimulatedSite(1_200).steadily(0, 300, 0.3, FOREVER);
    assertThat(SiteAnalysis.judge(site.history(300)).verdict()).isEqualTo(Verdict.LEAKING);
    assertThat(verdict(site)).isEqualTo(Verdict.STEADY);
  }

  private static Sentences words(Judgement judgement) {
    return judgement
        .evidence()
        .inWords(Surroundings.of("site", ThreadKind.PLATFORM, SiteHistory.UNBOUNDED));
  }

  private static Verdict verdict(SimulatedSite site) {
    return SiteAnalysis.judge(site.history()).verdict();
  }

  private static int firstLeaking(SimulatedSite site) {
    return IntStream.rangeClosed(0, site.rounds())
        .filter(round -> SiteAnalysis.judge(site.history(round)).verdict() == Verdict.LEAKING)
        .findFirst()
        .orElse(-1);
  }

  private static void assertNeverAccused(SimulatedSite site) {
    for (int round = 0; round <= site.rounds(); round++) {
      SiteHistory history = site.history(round);
      assertThat(SiteAnalysis.judge(history).verdict())
          .as("verdict at round %s", round)
          .isLessThan(Verdict.SUSPECT);
    }
  }
}
