package io.threadleak.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.SiteHistory;
import io.threadleak.model.SiteVerdict;
import io.threadleak.model.ThreadKind;
import io.threadleak.model.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Successive judgements of one site, and what holds. */
final class VerdictTrackerTest {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private static final Surroundings SURROUNDINGS =
      Surroundings.of("site", ThreadKind.PLATFORM, SiteHistory.UNBOUNDED);

  private final VerdictTracker tracker = new VerdictTracker();
  private int rounds;
  private double lookedAt = 60;
  private int survivors = 100;
  private double work = Double.NaN;

  @Test
  void update_firstJudgement_holdsSinceThen() {
    SiteVerdict verdict = say(Verdict.UNDECIDED);
    assertThat(verdict.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(verdict.since()).isEqualTo(START.plusSeconds(1));
    assertThat(verdict.firstLeaking()).isNull();
    assertThat(verdict.summary()).isEqualTo("UNDECIDED 1.");
  }

  @Test
  void update_sameVerdict_keepsSinceAndTakesTheNewEvidence() {
    say(Verdict.STEADY);
    SiteVerdict verdict = say(Verdict.STEADY);
    assertThat(verdict.since()).isEqualTo(START.plusSeconds(1));
    assertThat(verdict.summary()).isEqualTo("STEADY 2.");
  }

  @Test
  void update_leaking_holdsAtOnceAndIsRemembered() {
    say(Verdict.STEADY);
    SiteVerdict verdict = say(Verdict.LEAKING);
    assertThat(verdict.verdict()).isEqualTo(Verdict.LEAKING);
    assertThat(verdict.since()).isEqualTo(START.plusSeconds(2));
    assertThat(verdict.firstLeaking()).isEqualTo(START.plusSeconds(2));
  }

  @Test
  void update_shortLull_keepsLeaking() {
    say(Verdict.LEAKING);
    say(Verdict.STEADY, 100);
    say(Verdict.LEAKING);
    SiteVerdict verdict = say(Verdict.STEADY, 119);
    assertThat(verdict.verdict()).isEqualTo(Verdict.LEAKING);
    assertThat(verdict.since()).isEqualTo(START.plusSeconds(1));
    assertThat(verdict.retractions()).isZero();
  }

  @Test
  void update_calmForLong_retractsCountsAndKeepsFirstLeaking() {
    say(Verdict.LEAKING);
    SiteVerdict verdict = say(Verdict.STEADY, 120);
    assertThat(verdict.verdict()).isEqualTo(Verdict.STEADY);
    assertThat(verdict.retractions()).isEqualTo(1);
    assertThat(verdict.firstLeaking()).isEqualTo(START.plusSeconds(1));
    assertThat(verdict.since()).isEqualTo(START.plusSeconds(121));
  }

  @Test
  void update_stillSuspect_keepsLeaking() {
    say(Verdict.LEAKING);
    assertThat(say(Verdict.SUSPECT, 500).verdict()).isEqualTo(Verdict.LEAKING);
  }

  @Test
  void update_suspectThatCalms_isNoRetraction() {
    say(Verdict.SUSPECT);
    assertThat(say(Verdict.STEADY, 29).verdict()).isEqualTo(Verdict.SUSPECT);
    SiteVerdict verdict = say(Verdict.STEADY);
    assertThat(verdict.verdict()).isEqualTo(Verdict.STEADY);
    assertThat(verdict.retractions()).isZero();
  }

  @Test
  void update_alternatingMildVerdicts_doesNotFlap() {
    say(Verdict.STEADY);
    for (int i = 0; i < 100; i++) {
      assertThat(say(Verdict.PROPORTIONAL).verdict()).isEqualTo(Verdict.STEADY);
      assertThat(say(Verdict.STEADY).verdict()).isEqualTo(Verdict.STEADY);
    }
  }

  @Test
  void update_leakNotSeenInThisRound_saysWhenItWasSeenLast() {
    say(Verdict.LEAKING, 60);
    SiteVerdict verdict = say(Verdict.STEADY, 60);
    assertThat(verdict.summary()).isEqualTo("LEAKING 60; last seen at 2026-01-02 03:05 UTC.");
    assertThat(say(Verdict.LEAKING).summary()).isEqualTo("LEAKING 121.");
  }

  @Test
  void update_leakTakenBack_saysSoUntilItLeaksAgain() {
    say(Verdict.LEAKING);
    say(Verdict.STEADY, 120);
    assertThat(say(Verdict.STEADY).summary())
        .isEqualTo(
            "STEADY 122; it was called leaking at 2026-01-02 03:04 UTC,"
                + " which was taken back at 2026-01-02 03:06 UTC.");
    assertThat(say(Verdict.LEAKING).summary()).isEqualTo("LEAKING 123.");
  }

  @Test
  void update_noWorkAndTheThreadsStillThere_takesNothingBack() {
    work = 100;
    say(Verdict.LEAKING);
    work = 0;
    assertThat(say(Verdict.STEADY, 10_000).verdict()).isEqualTo(Verdict.LEAKING);
    work = 100;
    assertThat(say(Verdict.STEADY, 119).verdict()).isEqualTo(Verdict.LEAKING);
    assertThat(say(Verdict.STEADY).retractions()).isEqualTo(1);
  }

  @Test
  void update_quarterOfTheWork_takesFourTimesAsLong() {
    work = 100;
    say(Verdict.LEAKING);
    work = 25;
    assertThat(say(Verdict.STEADY, 479).verdict()).isEqualTo(Verdict.LEAKING);
    assertThat(say(Verdict.STEADY).retractions()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"100, 89, 0", "0, 100, 0", "0, 100, 50", "NaN, 100, 100", "100, 100, NaN"})
  void update_workThatTellsNothing_takesTheLeakBackInTime(
      double workThen, int threadsNow, double workNow) {
    work = workThen;
    say(Verdict.LEAKING);
    work = workNow;
    survivors = threadsNow;
    assertThat(say(Verdict.STEADY, 119).verdict()).isEqualTo(Verdict.LEAKING);
    assertThat(say(Verdict.STEADY).retractions()).isEqualTo(1);
  }

  @Test
  void restart_afterARetraction_countsItAndSaysNoMoreOfIt() {
    say(Verdict.LEAKING);
    say(Verdict.STEADY, 120);
    tracker.restart();
    SiteVerdict verdict = say(Verdict.UNDECIDED);
    assertThat(verdict.retractions()).isEqualTo(1);
    assertThat(verdict.summary()).isEqualTo("UNDECIDED 122.");
  }

  @Test
  void update_leakFoundOverAlongTime_isTakenBackAfterAsLong() {
    lookedAt = 600;
    say(Verdict.LEAKING);
    assertThat(say(Verdict.STEADY, 599).verdict()).isEqualTo(Verdict.LEAKING);
    assertThat(say(Verdict.STEADY).retractions()).isEqualTo(1);
  }

  @Test
  void update_threadsOfALeakFoundOverALongTimeGone_isTakenBackSoon() {
    lookedAt = 600;
    say(Verdict.LEAKING);
    survivors = 10;
    assertThat(say(Verdict.STEADY, 120).retractions()).isEqualTo(1);
  }

  private SiteVerdict say(Verdict verdict, int times) {
    SiteVerdict said = say(verdict);
    for (int i = 1; i < times; i++) {
      said = say(verdict);
    }
    return said;
  }

  private SiteVerdict say(Verdict verdict) {
    rounds++;
    String said = verdict + " " + rounds + ".";
    return tracker.update(
        new Judgement(verdict, null, survivors, 0, lookedAt, work, around -> words(said)),
        SURROUNDINGS,
        START.plusSeconds(rounds));
  }

  private static Sentences words(String summary) {
    return new Sentences(summary, "Why.", "Next.");
  }
}
