package io.threadleak.analysis;

import io.threadleak.model.SiteVerdict;
import io.threadleak.model.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one site's verdicts: gives a judgement its time, and keeps verdicts from flapping.
 *
 * <p>A suspicion and a leak hold at once. Any other change must be said {@value #CALM_ROUNDS}
 * rounds running; a leak is taken back, and that is counted, after {@value #RETRACTION_ROUNDS}
 * rounds without even a suspicion. Not thread-safe.
 */
public final class VerdictTracker {

  private static final int CALM_ROUNDS = 30;
  private static final int RETRACTION_ROUNDS = 120;

  private @Nullable Judgement held;
  private Instant since = Instant.MIN;
  private @Nullable Instant firstLeaking;
  private int retractions;
  private int roundsAgainst;

  /**
   * Takes one round's judgement, and says what holds from now on.
   *
   * @param time of the round, by the wall clock
   */
  public SiteVerdict update(Judgement judgement, Instant time) {
    Judgement before = held;
    if (before == null) {
      return begin(judgement, time);
    }
    if (before.verdict() == judgement.verdict()) {
      held = judgement;
      roundsAgainst = 0;
      return verdict(judgement);
    }
    if (holdsAtOnce(before.verdict(), judgement.verdict())) {
      return begin(judgement, time);
    }
    boolean leaking = before.verdict() == Verdict.LEAKING;
    roundsAgainst = leaking && judgement.verdict() == Verdict.SUSPECT ? 0 : roundsAgainst + 1;
    if (roundsAgainst < (leaking ? RETRACTION_ROUNDS : CALM_ROUNDS)) {
      return verdict(before);
    }
    retractions += leaking ? 1 : 0;
    return begin(judgement, time);
  }

  /** Forgets what holds, as the process was started anew; what once was found stays counted. */
  public void restart() {
    held = null;
    roundsAgainst = 0;
  }

  private static boolean holdsAtOnce(Verdict before, Verdict next) {
    boolean alarm = next == Verdict.SUSPECT || next == Verdict.LEAKING;
    return before == Verdict.UNDECIDED || (alarm && next.compareTo(before) > 0);
  }

  private SiteVerdict begin(Judgement judgement, Instant time) {
    held = judgement;
    since = time;
    roundsAgainst = 0;
    if (judgement.verdict() == Verdict.LEAKING && firstLeaking == null) {
      firstLeaking = time;
    }
    return verdict(judgement);
  }

  private SiteVerdict verdict(Judgement judgement) {
    return new SiteVerdict(
        judgement.verdict(),
        since,
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
