package io.threadleak.analysis;

import io.threadleak.analysis.Timeline.Mark;
import io.threadleak.model.Estimate;
import org.jspecify.annotations.Nullable;

/**
 * Threads above one age that became steadily more over one window.
 *
 * <p>How is it designed, and why? Threads that a site leaks are immortal: in the words of survival
 * analysis, the site's lifetimes have a cured fraction (Maller and Zhou, <i>Survival Analysis with
 * Long-Term Survivors</i>, 1996). Above some age only they are left, so that the count above that
 * age keeps rising, evenly, and the hazard there is nil. Threads with any finite lifetime end in
 * proportion to their exposure, and their count levels off at inflow over hazard.
 *
 * <p>Ends above an age are known exactly without following a single thread: those above age {@code
 * a} at one time that are missing above age {@code a + d} a time {@code d} later.
 */
final class Accumulation {

  private final Window window;
  private final int level;
  private final double[] counts;
  private final double ends;
  private final double exposure;

  private Accumulation(Window window, int level, double[] counts) {
    this.window = window;
    this.level = level;
    this.counts = counts;
    Timeline timeline = window.timeline();
    if (level == Timeline.LIVE) {
      ends = window.ended();
      exposure = timeline.exposureSince(level, window.endOf(0));
      return;
    }
    double step = timeline.ageRounds(level + 1) - timeline.ageRounds(level);
    double missing = 0;
    double lived = 0;
    for (double to = 0; to + step <= window.rounds(); to += step) {
      double before = timeline.aged(level, timeline.mark(to + step));
      double after = timeline.aged(level + 1, timeline.mark(to));
      missing += before - after;
      lived += step * (before + after) / 2;
    }
    ends = Math.max(0, missing);
    exposure = lived;
  }

  /**
   * Measures, or gives null where the count rose by less than {@code leastGrowth} or unevenly.
   *
   * @param level of the history, the last excepted, or {@link Timeline#LIVE}
   */
  static @Nullable Accumulation find(Window window, int level, double leastGrowth) {
    double present = window.aged(level, 4);
    if (present < leastGrowth || present - window.aged(level, 0) < leastGrowth) {
      return null;
    }
    double[] counts = new double[5];
    for (int quarter = 0; quarter <= 4; quarter++) {
      counts[quarter] = window.aged(level, quarter);
    }
    return isEven(counts) || isEvenByWork(window, level, counts)
        ? new Accumulation(window, level, counts)
        : null;
  }

  /** Whether it is even where time is measured by the work done, as a leak per request is. */
  private static boolean isEvenByWork(Window window, int level, double[] counts) {
    Timeline timeline = window.timeline();
    double from = timeline.work(window.endOf(0));
    double done = timeline.work(window.endOf(4)) - from;
    if (!(done > 0)) {
      return false;
    }
    double[] byWork = counts.clone();
    for (int quarter = 1; quarter <= 3; quarter++) {
      byWork[quarter] = timeline.aged(level, timeline.markAtWork(from + done * quarter / 4));
    }
    return isEven(byWork);
  }

  /** Whether it rose in every quarter, in none out of proportion, and still rises. */
  private static boolean isEven(double[] counts) {
    double even = (counts[4] - counts[0]) / 4;
    for (int quarter = 1; quarter <= 4; quarter++) {
      double rise = counts[quarter] - counts[quarter - 1];
      double least = quarter == 4 ? 0.5 : 0.25;
      if (rise < least * even || rise > 2.5 * even) {
        return false;
      }
    }
    return true;
  }

  /** Level of the history, or {@link Timeline#LIVE}. */
  int level() {
    return level;
  }

  Window window() {
    return window;
  }

  /** Threads above the age when the window began. */
  double before() {
    return counts[0];
  }

  /** Threads above the age now. */
  double present() {
    return counts[4];
  }

  /** By how many threads the count rose. */
  double growth() {
    return present() - before();
  }

  /** Growth after the first quarter of the window, when threads may still have been warming up. */
  double laterGrowth() {
    return present() - counts[1];
  }

  /** Growth in the last quarter of the window for each thread of an even quarter's growth. */
  double momentum() {
    return (counts[4] - counts[3]) / (growth() / 4);
  }

  /** By how many threads the count is above its peak before the window. */
  double aboveFormerPeak() {
    return present() - window.timeline().peakBefore(level, window.endOf(0));
  }

  /** Threads seen to end above the age. */
  double ends() {
    return ends;
  }

  /** How many mean lifetimes above the age the window spans; 0 where nobody ended. */
  double lifetimes() {
    return exposure > 0 ? ends / exposure * window.rounds() : 0;
  }

  /** Threads that end for each one that comes in, by the best single figure: 0 to 1. */
  double turnover() {
    return turnover(ends);
  }

  /** Threads that end for each one that comes in, at most, with 95 % confidence: 0 to 1. */
  double turnoverAtMost() {
    return turnover(poissonUpper(ends));
  }

  private double turnover(double assumedEnds) {
    if (exposure <= 0) {
      return 1;
    }
    double outflow = assumedEnds / exposure * present();
    return outflow / (growth() / window.rounds() + outflow);
  }

  /**
   * Laplace's test for a trend in the times at which threads came in, in standard deviations: about
   * 0 where they come in evenly, below it where they come in ever more slowly (Cox and Lewis,
   * <i>The Statistical Analysis of Series of Events</i>, 1966). Time is measured by the clock or by
   * the work done, whichever looks more even.
   */
  double trend() {
    Timeline timeline = window.timeline();
    Mark start = window.endOf(0);
    double byTime = trend(timeline.exposureSince(level, start), window.rounds());
    double work = timeline.work(window.endOf(4)) - timeline.work(start);
    return work > 0
        ? Math.max(byTime, trend(timeline.exposureByWorkSince(level, start), work))
        : byTime;
  }

  private double trend(double area, double width) {
    double share = (area / width - before()) / growth();
    return (0.5 - share) * Math.sqrt(12 * growth());
  }

  /** Whether the rise is a line rather than a swing: its slope is known to three tenths. */
  boolean isStraight() {
    Estimate slope = Growth.of(window, level).perSecond();
    return slope != null && slope.low() >= 0.7 * slope.value();
  }

  /** The hazard above the age, at most, for each hazard below it; for all live threads, 1. */
  double hazardDrop() {
    if (level == Timeline.LIVE || exposure <= 0) {
      return 1;
    }
    Timeline timeline = window.timeline();
    Mark start = window.endOf(0);
    double young =
        timeline.exposureSince(Timeline.LIVE, start) - timeline.exposureSince(level, start);
    double youngHazard = (window.ended() - ends) / Math.max(1, young);
    return youngHazard > 0 ? hazardAtMost() / youngHazard : 1;
  }

  /** The hazard above the age, at most, times the age that those above it have on average. */
  double hazardTimesAge() {
    return hazardAtMost() * (window.timeline().ageRounds(level) + window.rounds() / 3);
  }

  /** Ends for each thread-round above the age, at most, with 95 % confidence. */
  private double hazardAtMost() {
    return exposure > 0 ? poissonUpper(ends) / exposure : Double.POSITIVE_INFINITY;
  }

  /** Threads that came in during the later half of the window for each in the earlier one. */
  double inflowRatio() {
    Timeline timeline = window.timeline();
    Mark middle = window.endOf(2);
    double lived = timeline.exposureSince(level, window.endOf(0));
    double livedLate = timeline.exposureSince(level, middle);
    double late = counts[4] - counts[2];
    double early = counts[2] - counts[0];
    if (level == Timeline.LIVE) {
      double endedLate = timeline.ended(window.endOf(4)) - timeline.ended(middle);
      late += endedLate;
      early += ends - endedLate;
    } else if (exposure > 0) {
      late += ends / exposure * livedLate;
      early += ends / exposure * (lived - livedLate);
    }
    return early > 0 ? late / early : Double.POSITIVE_INFINITY;
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
