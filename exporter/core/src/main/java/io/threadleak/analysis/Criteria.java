package io.threadleak.analysis;

/**
 * What an accumulation must show to be called a leak: the thresholds, in one place.
 *
 * <p>Each rules out a healthy explanation. Where most threads that are started end, those that stay
 * are exceptions, and a dozen of them tell. Where hardly any ends, the site may as well be a pool
 * that fills or hold connections of which none has ended yet: then more must be seen than such a
 * pool usually holds. The shorter the window, the more threads are asked for.
 *
 * @param leastGrowth threads by which the count must have risen
 * @param mostTurnover for each thread that comes in, at most so many may end, with 95 % confidence
 * @param seenTurnover the same by the best single figure
 * @param lonely whether hardly any thread of the site ends
 */
record Criteria(double leastGrowth, double mostTurnover, double seenTurnover, boolean lonely) {

  /** A pool that fills one thread at a time, over up to 90 rounds, is told by this window. */
  private static final double SLOW_FILL_ROUNDS = 165;

  /** The shortest window. */
  private static final double LEAST_ROUNDS = 60;

  /** Threads of a leak among threads that end, in a long window and in the shortest. */
  private static final double EXCEPTIONS = 12;

  private static final double FAST_EXCEPTIONS = 65;

  /** A suspicion may rest on so much less growth, and on so much more turnover. */
  private static final double SUSPECT_GROWTH = 0.6;

  private static final double SUSPECT_TURNOVER = 1.5;

  /** What grew by fewer threads is not looked at. */
  static final double LEAST_TO_LOOK_AT = SUSPECT_GROWTH * EXCEPTIONS;

  /** Threads of a leak where hardly any ends: most pools that fill slowly hold fewer. */
  private static final double LONELY = 60;

  private static final double FAST_LONELY = 65;

  /** Thread-rounds that a short window must have seen, over twice the growth, without an end. */
  private static final double FAST_LONELY_EXPOSURE = 5_400;

  /** Long-lived threads that warm up end at a rate that is small but there, given many of them. */
  private static final double SEEN_TURNOVER = 0.03;

  private static final int LEAST_SAMPLES = 50;

  /** Threads that came in ever more slowly, beyond chance, are about to stop coming. */
  private static final double LEAST_TREND = -1;

  /** A cured fraction is told from a heavy tail at old ages only, and over long windows. */
  private static final int CURED_LEVEL = 2;

  private static final double CURED_ROUNDS = 600;
  private static final double CURED_GROWTH = 24;
  private static final double CURED_TURNOVER = 0.33;
  private static final double HAZARD_DROP = 0.2;
  private static final double HAZARD_TIMES_AGE = 0.25;

  /** Growth that goes on after so many lifetimes, and by that share of those that come in. */
  private static final double LEVELLED_LIFETIMES = 2;

  private static final double TAIL_LIFETIMES = 1.7;

  static Criteria of(Window window) {
    double rounds = window.rounds();
    double haste = Math.max(0, (SLOW_FILL_ROUNDS - rounds) / (SLOW_FILL_ROUNDS - LEAST_ROUNDS));
    if (window.ended() > 0 && window.ended() >= 0.5 * window.started()) {
      double growth = EXCEPTIONS + haste * (FAST_EXCEPTIONS - EXCEPTIONS);
      return new Criteria(growth, haste > 0 ? 0.2 : 0.25, SEEN_TURNOVER, false);
    }
    return haste > 0
        ? new Criteria(Math.max(FAST_LONELY, FAST_LONELY_EXPOSURE / rounds), 0.1, 0, true)
        : new Criteria(LONELY, 0.15, SEEN_TURNOVER, true);
  }

  /**
   * Whether a rise of all live threads is told from chance or from their coming and going at all,
   * by what costs little to ask.
   */
  static boolean isWorthALook(Window window) {
    double present = window.aged(Timeline.LIVE, 4);
    double growth = present - window.aged(Timeline.LIVE, 0);
    return window.ended() <= growth || growth >= beyondChance(present, 5);
  }

  /** Threads by which a count of so many must have grown to be so many deviations off. */
  private static double beyondChance(double present, int deviations) {
    return 15 + deviations * Math.sqrt(present);
  }

  /** The growth that something must be said of. */
  double leastToMention() {
    return SUSPECT_GROWTH * leastGrowth;
  }

  boolean leaks(Accumulation found) {
    boolean stays = found.turnoverAtMost() <= mostTurnover && found.turnover() <= seenTurnover;
    return (stays || isCured(found) || doesNotLevelOff(found)) && isEnough(found, leastGrowth);
  }

  boolean mayLeak(Accumulation found) {
    return found.turnoverAtMost() <= SUSPECT_TURNOVER * mostTurnover
        && found.turnover() <= SEEN_TURNOVER
        && isEnough(found, leastToMention());
  }

  private boolean isEnough(Accumulation found, double least) {
    return found.window().samples() >= LEAST_SAMPLES
        && found.aboveFormerPeak() >= least
        && found.trend() >= LEAST_TREND
        && !Explanations.explain(found)
        && (!lonely || Explanations.growthWithoutNewPeak(found) >= least);
  }

  /**
   * Whether the hazard falls with age faster than it can where all lives end: by far lower than at
   * younger ages, which rules out one hazard for all, and than the inverse of the age, which is
   * what it comes to in the heaviest tail that still has a mean (Pareto's).
   */
  private static boolean isCured(Accumulation found) {
    return found.level() >= CURED_LEVEL
        && found.window().rounds() >= CURED_ROUNDS
        && found.growth() >= CURED_GROWTH
        && found.turnoverAtMost() <= CURED_TURNOVER
        && found.hazardDrop() <= HAZARD_DROP
        && found.hazardTimesAge() <= HAZARD_TIMES_AGE;
  }

  /** Growth that goes on for lifetimes at even inflow, beyond chance: only a part ends. */
  private static boolean doesNotLevelOff(Accumulation found) {
    return found.window().rounds() >= 2 * SLOW_FILL_ROUNDS
        && found.lifetimes() >= LEVELLED_LIFETIMES
        && 1 - found.turnover() >= Math.exp(-found.lifetimes() / TAIL_LIFETIMES)
        && found.momentum() >= 0.7
        && found.aboveFormerPeak() >= beyondChance(found.present(), 5)
        && found.laterGrowth() >= beyondChance(found.present(), 4)
        && found.inflowRatio() <= 1.05
        && found.isStraight();
  }
}
