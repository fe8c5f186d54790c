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
 * #RETRACTION_ROUNDS} rounds without even a suspicion. While the leaked threads are still there it
 * takes as many rounds as they were found over, and a round with less work than there was when they
 * came counts for so much less: a leak that comes in bursts or rests with the load has not gone.
 * Not thread-safe.
 */
public final class VerdictTracker {

  private static final int CALM_ROUNDS = 30;
  private static final int RETRACTION_ROUNDS = 120;

  /** The share of the leaked threads that must be left for them to count as being there. */
  private static final double STILL_THERE = 0.9;

  private @Nullable Held held;
  private @Nullable Instant firstLeaking;
  private @Nullable Mistake mistake;
  private Instant latest = Instant.MIN;
  private int retractions;
  private double roundsAgainst;

  /**
   * What holds.
   *
   * @param judgement the latest that says so
   * @param since the first of those without a break
   * @param seen the time of {@code judgement}
   */
  private record Held(Judgement judgement, Instant since, Instant seen) {}

  /** When a leak was called that was taken back later. */
  private record Mistake(Instant called, Instant takenBack) {}

  /**
   * Takes one round's judgement, and says what holds from now on.
   *
   * @param surroundings to put it into words by
   * @param time of the round, by the wall clock
   */
  public SiteVerdict update(Judgement judgement, Surroundings surroundings, Instant time) {
    take(judgement, time);
    return tell(surroundings);
  }

  /**
   * Takes one round's judgement; {@link #tell} puts into words what holds from now on.
   *
   * @param time of the round, by the wall clock
   */
  public void take(Judgement judgement, Instant time) {
    latest = time;
    Held before = held;
    if (before == null) {
      hold(judgement, time, time);
      return;
    }
    Verdict present = before.judgement().verdict();
    if (present == judgement.verdict()) {
      hold(judgement, before.since(), time);
    } else if (holdsAtOnce(present, judgement.verdict()) || isOver(before.judgement(), judgement)) {
      if (present == Verdict.LEAKING) {
        retractions++;
        mistake = new Mistake(before.since(), time);
      }
      hold(judgement, time, time);
    }
  }

  /** What holds, {@link Verdict#UNDECIDED} before the first judgement. */
  public Verdict holds() {
    return held == null ? Verdict.UNDECIDED : held.judgement().verdict();
  }

  /** Whether a held verdict has been contradicted for long enough; this round is counted. */
  private boolean isOver(Judgement before, Judgement judgement) {
    if (before.verdict() != Verdict.LEAKING) {
      roundsAgainst++;
      return roundsAgainst >= CALM_ROUNDS;
    }
    if (judgement.verdict() == Verdict.SUSPECT) {
      roundsAgainst = 0;
      return false;
    }
    boolean stillThere = judgement.survivors() >= STILL_THERE * before.survivors();
    double share = judgement.workPerRound() / before.workPerRound();
    roundsAgainst += stillThere && share < 1 ? share : 1;
    return roundsAgainst
        >= (stillThere ? Math.max(RETRACTION_ROUNDS, before.rounds()) : RETRACTION_ROUNDS);
  }

  /** Forgets what holds, as the process was started anew; what once was found stays counted. */
  public void restart() {
    held = null;
    mistake = null;
    roundsAgainst = 0;
  }

  private static boolean holdsAtOnce(Verdict before, Verdict next) {
    boolean alarm = next == Verdict.SUSPECT || next == Verdict.LEAKING;
    return before == Verdict.UNDECIDED || (alarm && next.compareTo(before) > 0);
  }

  private void hold(Judgement judgement, Instant since, Instant time) {
    roundsAgainst = 0;
    if (judgement.verdict() == Verdict.LEAKING) {
      firstLeaking = firstLeaking == null ? time : firstLeaking;
      mistake = null;
    }
    held = new Held(judgement, since, time);
  }

  /**
   * What holds, in words.
   *
   * @throws IllegalStateException if no judgement was taken
   */
  public SiteVerdict tell(Surroundings surroundings) {
    Held now = held;
    if (now == null) {
      throw new IllegalStateException("no judgement was taken yet");
    }
    Judgement judgement = now.judgement();
    Sentences sentences = sentences(now, judgement.evidence().inWords(surroundings));
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

  private Sentences sentences(Held now, Sentences sentences) {
    if (mistake != null) {
      return Words.takenBack(sentences, mistake.called(), mistake.takenBack());
    }
    boolean stale = now.judgement().verdict().isSuspicious() && !now.seen().equals(latest);
    return stale ? Words.lastSeen(sentences, now.seen()) : sentences;
  }
}
