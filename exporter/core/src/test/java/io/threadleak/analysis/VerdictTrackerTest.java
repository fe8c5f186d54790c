package io.threadleak.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.SiteVerdict;
import io.threadleak.model.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Successive judgements of one site, and what holds. */
final class VerdictTrackerTest {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private final VerdictTracker tracker = new VerdictTracker();
  private int rounds;

  @Test
  void update_firstJudgement_holdsSinceThen() {
    SiteVerdict verdict = say(Verdict.UNDECIDED);
    assertThat(verdict.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(verdict.since()).isEqualTo(START.plusSeconds(1));
    assertThat(verdict.firstLeaking()).isNull();
    assertThat(verdict.summary()).isEqualTo("UNDECIDED 1");
  }

  @Test
  void update_sameVerdict_keepsSinceAndTakesTheNewEvidence() {
    say(Verdict.STEADY);
    SiteVerdict verdict = say(Verdict.STEADY);
    assertThat(verdict.since()).isEqualTo(START.plusSeconds(1));
    assertThat(verdict.summary()).isEqualTo("STEADY 2");
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

  private SiteVerdict say(Verdict verdict, int times) {
    SiteVerdict said = say(verdict);
    for (int i = 1; i < times; i++) {
      said = say(verdict);
    }
    return said;
  }

  private SiteVerdict say(Verdict verdict) {
    rounds++;
    return tracker.update(
        new Judgement(verdict, null, null, 0, 0, verdict + " " + rounds, "why", "next"),
        START.plusSeconds(rounds));
  }
}
