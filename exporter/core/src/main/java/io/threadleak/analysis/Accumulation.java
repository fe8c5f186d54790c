package io.threadleak.analysis;

import io.threadleak.model.Ages;

/**
 * What happened to the threads above one age, over one window that reaches to now.
 *
 * <p>How is it designed, and why? Threads that a site leaks are immortal: in the words of survival
 * analysis, the site's lifetimes have a cured fraction (Maller and Zhou, <i>Survival Analysis with
 * Long-Term Survivors</i>, 1996). Above some age only they are left, so that the count above that
 * age keeps rising, evenly, and the hazard there is nil. Threads with any finite lifetime end in
 * proportion to their exposure, and their count levels off at inflow over hazard.
 *
 * <p>Ends above an age are known exactly without following a single thread: those above age {@code
 * a} at one time that are missing above age {@code a + d} a time {@code d} later.
 *
 * @param level of {@link Ages#ROUNDS}, or {@link Timeline#LIVE}
 * @param window in rounds
 * @param growth by how many threads the count above the age rose
 * @param present count above the age now
 * @param weakestQuarter least growth in any quarter of the window, in threads
 * @param latestQuarter growth in the last quarter of the window, in threads
 * @param strongestQuarter most growth in any quarter of the window, in threads
 * @param ends threads seen to end above the age
 * @param exposure thread-rounds over which those ends were looked for, 0 where none
 */
record Accumulation(
    int level,
    double window,
    double growth,
    double present,
    double weakestQuarter,
    double latestQuarter,
    double strongestQuarter,
    double ends,
    double exposure) {

  /** Measures; the window must not reach beyond the timeline. */
  static Accumulation over(Timeline timeline, int level, double window) {
    double present = timeline.aged(level, 0);
    double weakest = Double.POSITIVE_INFINITY;
    double strongest = Double.NEGATIVE_INFINITY;
    double latest = 0;
    double before = timeline.aged(level, window);
    double growth = present - before;
    for (int quarter = 1; quarter <= 4; quarter++) {
      double after = timeline.aged(level, window * (4 - quarter) / 4);
      latest = after - before;
      weakest = Math.min(weakest, latest);
      strongest = Math.max(strongest, latest);
      before = after;
    }
    if (weakest <= 0) {
      return new Accumulation(level, window, growth, present, weakest, latest, strongest, 0, 0);
    }
    return level == Timeline.LIVE
        ? new Accumulation(
            level,
            window,
            growth,
            present,
            weakest,
            latest,
            strongest,
            timeline.ended(0) - timeline.ended(window),
            timeline.exposure(level, window))
        : paired(timeline, level, window, growth, present, weakest, latest, strongest);
  }

  private static Accumulation paired(
      Timeline timeline,
      int level,
      double window,
      double growth,
      double present,
      double weakest,
      double latest,
      double strongest) {
    double step = Ages.ROUNDS.get(level + 1) - Ages.ROUNDS.get(level);
    double ends = 0;
    double exposure = 0;
    for (double to = 0; to + step <= window; to += step) {
      double before = timeline.aged(level, to + step);
      double after = timeline.aged(level + 1, to);
      ends += before - after;
      exposure += step * (before + after) / 2;
    }
    return new Accumulation(
        level, window, growth, present, weakest, latest, strongest, Math.max(0, ends), exposure);
  }

  /** Whether it rose in every quarter, about evenly, and still does. */
  boolean isEven() {
    double even = growth / 4;
    return weakestQuarter >= 0.25 * even
        && latestQuarter >= 0.5 * even
        && strongestQuarter <= 2.5 * even;
  }

  /** Threads that end for each one that comes in, at most, with 95 % confidence. */
  double turnoverAtMost() {
    return turnover(poissonUpper(ends));
  }

  /** Threads that end for each one that comes in, by the best single figure. */
  double turnover() {
    return turnover(ends);
  }

  private double turnover(double assumedEnds) {
    if (exposure <= 0 || growth <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    double outflow = assumedEnds / exposure * present;
    return outflow / (growth / window + outflow);
  }

  /**
   * Upper end of the 95 % interval of a Poisson mean: Garwood's exact bound (Biometrika 28, 1936)
   * with the chi-square quantile by Wilson and Hilferty (PNAS 17, 1931).
   */
  private static double poissonUpper(double count) {
    double next = count + 1;
    double root = 1 - 1 / (9 * next) + 1.645 / (3 * Math.sqrt(next));
    return next * root * root * root;
  }
}
