package io.threadleak.analysis;

import io.threadleak.model.SiteVerdict;
import io.threadleak.model.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one site's verdicts: gives a judgement its time, and keeps verdicts from flapping.
 *
 * <p>A suspicion and a leak hold at once. Any other change must be said {@value #CALM_ROUNDS}
 * rounds running; a leak is taken back, and that is counted and said, after {@value
 * #RETRACTION_ROUNDS} rounds without even a suspicion. While the leaked threads are still there, a
 * round with less work than there was when they came counts for so much less, and one without any
 * for nothing: a leak that rests with the load has not gone. Not thread-safe.
 */
public final class VerdictTracker {

  private static final int CALM_ROUNDS = 30;
  private static final int RETRACTION_ROUNDS = 120;

  /** The share of the leaked threads that must be left for them to count as being there. */
  private static final double STILL_THERE = 0.9;

  private @Nullable Held held;
  private @Nullable Instant firstLeaking;
  private @Nullable Mistake mistake;
  private int retractions;
  private double roundsAgainst;

  /**
   * What holds.
   *
   * @param judgement the latest that says so
   * @param sentences its words
   * @param since the first of those without a break
   * @param seen the time of {@code judgement}
   */
  private record Held(Judgement judgement, Sentences sentences, Instant since, Instant seen) {}

  /** When a leak was called that was taken back later. */
  private record Mistake(Instant called, Instant takenBack) {}

  /**
   * Takes one round's judgement, and says what holds from now on.
   *
   * @param surroundings to put it into words by
   * @param time of the round, by the wall clock
   */
  public SiteVerdict update(Judgement judgement, Surroundings surroundings, Instant time) {
    Held before = held;
    if (before == null) {
      return hold(judgement, surroundings, time, time);
    }
    Verdict present = before.judgement().verdict();
    if (present == judgement.verdict()) {
      return hold(judgement, surroundings, before.since(), time);
    }
    if (holdsAtOnce(present, judgement.verdict())) {
      return hold(judgement, surroundings, time, time);
    }
    boolean leaking = present == Verdict.LEAKING;
    roundsAgainst =
        leaking && judgement.verdict() == Verdict.SUSPECT
            ? 0
            : roundsAgainst + (leaking ? weight(before.judgement(), judgement) : 1);
    if (roundsAgainst < (leaking ? RETRACTION_ROUNDS : CALM_ROUNDS)) {
      return verdict(before, time);
    }
    if (leaking) {
      retractions++;
      mistake = new Mistake(before.since(), time);
    }
    return hold(judgement, surroundings, time, time);
  }

  /** Forgets what holds, as the process was started anew; what once was found stays counted. */
  public void restart() {
    held = null;
    mistake = null;
    roundsAgainst = 0;
  }

  /** For how much a calm round counts against a leak: 0 to 1. */
  private static double weight(Judgement leak, Judgement calm) {
    double share = calm.workPerRound() / leak.workPerRound();
    boolean stillThere = calm.survivors() >= STILL_THERE * leak.survivors();
    return stillThere && share < 1 ? share : 1;
  }

  private static boolean holdsAtOnce(Verdict before, Verdict next) {
    boolean alarm = next == Verdict.SUSPECT || next == Verdict.LEAKING;
    return before == Verdict.UNDECIDED || (alarm && next.compareTo(before) > 0);
  }

  private SiteVerdict hold(
      Judgement judgement, Surroundings surroundings, Instant since, Instant time) {
    roundsAgainst = 0;
    if (judgement.verdict() == Verdict.LEAKING) {
      firstLeaking = firstLeaking == null ? time : firstLeaking;
      mistake = null;
    }
    Held now = new Held(judgement, judgement.evidence().inWords(surroundings), since, time);
    held = now;
    return verdict(now, time);
  }

  private SiteVerdict verdict(Held now, Instant time) {
    Judgement judgement = now.judgement();
    Sentences sentences = sentences(now, time);
    return new SiteVerdict(
        judgement.verdict(),
        now.since(),
        firstLeaking,
        retractions,
        judgement.growthPerSecond(),
        judgement.growthPerUnit(),
        judgement.survivors(),
        judgement.survivorAgeSeconds(),
        sentences.summary(),
        sentences.explanation(),
        sentences.nextStep());
  }

  private Sentences sentences(Held now, Instant time) {
    if (mistake != null) {
      return Words.takenBack(now.sentences(), mistake.called(), mistake.takenBack());
    }
    boolean stale = now.judgement().verdict().isSuspicious() && !now.seen().equals(time);
    return stale ? Words.lastSeen(now.sentences(), now.seen()) : now.sentences();
  }
}
