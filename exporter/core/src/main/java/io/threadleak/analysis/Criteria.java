package io.threadleak.analysis;

import io.threadleak.model.Estimate;

/**
 * What an accumulation must show to be called a leak: the thresholds, in one place.
 *
 * <p>Each rules out one healthy explanation. The longer the window, the fewer threads are asked
 * for; a short window must show more threads than a pool that fills one thread at a time usually
 * holds.
 *
 * @param leastGrowth threads by which the count must have risen
 * @param mostTurnover for each thread that comes in, at most so many may end
 */
record Criteria(double leastGrowth, double mostTurnover) {

  /** A pool that fills one thread at a time, over up to 90 rounds, is told by this window. */
  private static final double SLOW_FILL_ROUNDS = 165;

  private static final Criteria FAST = new Criteria(65, 0.1);
  private static final Criteria SLOW = new Criteria(12, 0.2);

  private static final int LEAST_SAMPLES = 50;

  /** Long-lived threads that warm up end at a rate that is small but there, given many of them. */
  private static final double SEEN_TURNOVER = 0.03;

  /** A suspicion may rest on so much weaker evidence that nothing ends. */
  private static final double SUSPECT_SLACK = 1.5;

  /** The lifetimes after which threads that end would have levelled off: exp(-5) is 0.7 %. */
  private static final double LEVELLED_LIFETIMES = 5;

  /** The longest stall, such as of a slow database, that is waited for, in rounds. */
  private static final double STALL_ROUNDS = 240;

  static Criteria of(Window window) {
    return window.rounds() < SLOW_FILL_ROUNDS ? FAST : SLOW;
  }

  boolean leaks(Accumulation found) {
    boolean stays = found.turnoverAtMost() <= mostTurnover && found.turnover() <= SEEN_TURNOVER;
    return (stays || doesNotLevelOff(found)) && isUnexplained(found);
  }

  boolean mayLeak(Accumulation found) {
    return found.turnoverAtMost() <= SUSPECT_SLACK * mostTurnover
        && found.turnover() <= SEEN_TURNOVER
        && isUnexplained(found);
  }

  /** Growth that goes on for lifetimes at even inflow, beyond chance: only a part ends. */
  private static boolean doesNotLevelOff(Accumulation found) {
    return found.window().rounds() >= 2 * SLOW_FILL_ROUNDS
        && found.lifetimes() >= LEVELLED_LIFETIMES
        && found.momentum() >= 0.7
        && found.aboveFormerPeak() >= 15 + 5 * Math.sqrt(found.present())
        && found.inflowRatio() <= 1.02
        && isStraight(found);
  }

  /** Whether the rise is a line rather than a swing: its slope is known to three tenths. */
  private static boolean isStraight(Accumulation found) {
    Estimate slope = Growth.of(found.window(), found.level()).perSecond();
    return slope != null && slope.low() >= 0.7 * slope.value();
  }

  private boolean isUnexplained(Accumulation found) {
    return found.window().samples() >= LEAST_SAMPLES
        && found.aboveFormerPeak() >= leastGrowth
        && !followsWork(found)
        && !stalls(found.window());
  }

  /** Whether threads grew no more than the rate of work did: Little's law, or a pool's new peak. */
  private static boolean followsWork(Accumulation found) {
    double rise = found.window().workRise();
    return rise > 0.02
        && found.growth() <= 1.5 * found.before() * rise + 2 * Math.sqrt(found.before());
  }

  /** Whether threads wait for work that has stopped coming through. */
  private static boolean stalls(Window window) {
    if (window.rounds() >= STALL_ROUNDS) {
      return false;
    }
    double twice = Math.min(2 * window.rounds(), window.timeline().rounds());
    return window.workRatio() < 0.5 || new Window(window.timeline(), twice).workRatio() < 0.5;
  }
}
