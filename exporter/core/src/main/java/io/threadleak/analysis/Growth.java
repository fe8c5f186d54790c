package io.threadleak.analysis;

import io.threadleak.analysis.Timeline.Mark;
import io.threadleak.model.Estimate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A robust slope with its 95 % interval: the median of all pairwise slopes (Theil 1950) and Sen's
 * interval from the variance of Kendall's statistic (Sen, JASA 63, 1968, pages 1379 to 1389).
 *
 * <p>It takes {@value #POINTS} points, evenly spread over the window, each the mean of a few
 * samples. Few and averaged points keep the cost down and leave little autocorrelation, which would
 * make the interval too narrow.
 *
 * <p>It is measured when it is asked for, since most are not: to be asked for before the history
 * goes on. Not thread-safe.
 */
public final class Growth {

  private static final int POINTS = 13;
  private static final int SAMPLES_PER_POINT = 3;
  private static final int PAIRS = POINTS * (POINTS - 1) / 2;
  private static final Estimate NONE = new Estimate(0, 0, 0);

  /** Rank distance of the interval's ends from the middle, by Kendall's variance without ties. */
  private static final int REACH =
      (int) Math.ceil(1.96 * Math.sqrt(POINTS * (POINTS - 1.0) * (2 * POINTS + 5) / 18) / 2);

  private final Window window;
  private final int level;
  private @Nullable Estimate perSecond;
  private @Nullable Estimate perUnit;
  private boolean isMeasured;

  private Growth(Window window, int level) {
    this.window = window;
    this.level = level;
  }

  /** Growth of the threads that reached the level's age. */
  static Growth of(Window window, int level) {
    return new Growth(window, level);
  }

  /** Threads a second; null where no time passed. */
  public @Nullable Estimate perSecond() {
    measure();
    return perSecond;
  }

  /** Threads per unit of work; null where work is unknown or stood still. */
  public @Nullable Estimate perUnit() {
    measure();
    return perUnit;
  }

  /** Whether the threads became more beyond doubt. */
  boolean rises() {
    Estimate slope = perSecond();
    return slope != null && slope.low() > 0;
  }

  private void measure() {
    if (isMeasured) {
      return;
    }
    isMeasured = true;
    Timeline timeline = window.timeline();
    double[] seconds = new double[POINTS];
    double[] work = new double[POINTS];
    double[] threads = new double[POINTS];
    double step = window.rounds() / (POINTS * SAMPLES_PER_POINT - 1);
    for (int sample = 0; sample < POINTS * SAMPLES_PER_POINT; sample++) {
      double roundsAgo = window.rounds() - step * sample;
      Mark mark = timeline.mark(roundsAgo);
      int point = sample / SAMPLES_PER_POINT;
      seconds[point] -= roundsAgo * timeline.intervalSeconds() / SAMPLES_PER_POINT;
      work[point] += timeline.work(mark) / SAMPLES_PER_POINT;
      threads[point] += timeline.aged(level, mark) / SAMPLES_PER_POINT;
    }
    perSecond = slope(seconds, threads);
    perUnit = slope(work, threads);
  }

  private static @Nullable Estimate slope(double[] x, double[] y) {
    boolean flat = true;
    for (int i = 1; i < POINTS; i++) {
      if (!(x[i] > x[i - 1])) {
        return null;
      }
      flat &= y[i] == y[0];
    }
    return flat ? NONE : middle(slopes(x, y));
  }

  private static double[] slopes(double[] x, double[] y) {
    double[] slopes = new double[PAIRS];
    int count = 0;
    for (int i = 0; i < POINTS; i++) {
      for (int j = i + 1; j < POINTS; j++) {
        slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
      }
    }
    return slopes;
  }

  private static Estimate middle(double[] slopes) {
    Arrays.sort(slopes);
    int half = PAIRS / 2;
    double value = (slopes[half - 1] + slopes[half]) / 2;
    return new Estimate(value, slopes[half - 1 - REACH], slopes[half + REACH]);
  }
}
