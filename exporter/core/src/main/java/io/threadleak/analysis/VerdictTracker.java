package io.threadleak.analysis;

import io.threadleak.model.SiteVerdict;
import io.threadleak.model.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one site's verdicts: gives a judgement its time, and keeps verdicts from flapping.
 *
 * <p>A worse verdict holds at once. A milder one must be said {@value #CALM_ROUNDS} rounds running,
 * and then {@code leaking} is taken back and counted. Not thread-safe.
 */
public final class VerdictTracker {

  private static final int CALM_ROUNDS = 30;

  private @Nullable Judgement held;
  private @Nullable Instant since;
  private @Nullable Instant firstLeaking;
  private int retractions;
  private int calmRounds;

  /** Takes one round's judgement, and says what holds from now on. */
  public SiteVerdict update(Judgement judgement, Instant time) {
    Judgement before = held;
    Instant start = since;
    if (before == null || start == null || before.verdict() == judgement.verdict()) {
      return hold(judgement, start == null ? time : start);
    }
    boolean alarmed = before.verdict() == Verdict.SUSPECT || before.verdict() == Verdict.LEAKING;
    if (alarmed && judgement.verdict().compareTo(before.verdict()) < 0) {
      calmRounds++;
      if (calmRounds < CALM_ROUNDS) {
        return verdict(before, start);
      }
      if (before.verdict() == Verdict.LEAKING) {
        retractions++;
      }
    }
    return hold(judgement, time);
  }

  private SiteVerdict hold(Judgement judgement, Instant start) {
    held = judgement;
    since = start;
    calmRounds = 0;
    if (judgement.verdict() == Verdict.LEAKING && firstLeaking == null) {
      firstLeaking = start;
    }
    return verdict(judgement, start);
  }

  private SiteVerdict verdict(Judgement judgement, Instant start) {
    return new SiteVerdict(
        judgement.verdict(),
        start,
        firstLeaking,
        retractions,
        judgement.growthPerSecond(),
        judgement.growthPerUnit(),
        judgement.survivors(),
        judgement.survivorAgeSeconds(),
        judgement.summary(),
        judgement.explanation(),
        judgement.nextStep());
  }
}
