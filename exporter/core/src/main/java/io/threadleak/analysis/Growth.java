package io.threadleak.analysis;

import io.threadleak.model.Estimate;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A robust slope with its 95 % interval: the median of all pairwise slopes (Theil 1950) and Sen's
 * interval from the variance of Kendall's statistic (Sen, JASA 63, 1968, pages 1379 to 1389).
 *
 * <p>It takes {@value #POINTS} points, evenly spread over the window, each the mean of a few
 * samples. Few and averaged points keep the cost down and leave little autocorrelation, which would
 * make the interval too narrow.
 */
final class Growth {

  private static final int POINTS = 13;
  private static final int SAMPLES_PER_POINT = 4;
  private static final int PAIRS = POINTS * (POINTS - 1) / 2;

  /** Rank distance of the interval's ends from the middle, by Kendall's variance without ties. */
  private static final double RANK_HALF_WIDTH =
      1.96 * Math.sqrt(POINTS * (POINTS - 1.0) * (2 * POINTS + 5) / 18) / 2;

  private Growth() {}

  /** Slope of y over x, both by rounds ago; null where x does not move. */
  static @Nullable Estimate slope(
      double window, DoubleUnaryOperator xOfRoundsAgo, DoubleUnaryOperator yOfRoundsAgo) {
    double[] x = points(window, xOfRoundsAgo);
    double[] y = points(window, yOfRoundsAgo);
    double[] slopes = new double[PAIRS];
    int count = 0;
    for (int i = 0; i < POINTS; i++) {
      for (int j = i + 1; j < POINTS; j++) {
        if (x[j] > x[i]) {
          slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
        }
      }
    }
    return count == PAIRS ? middle(slopes) : null;
  }

  private static Estimate middle(double[] slopes) {
    Arrays.sort(slopes);
    int half = slopes.length / 2;
    double value = (slopes[half - 1] + slopes[half]) / 2;
    int reach = (int) Math.ceil(RANK_HALF_WIDTH);
    return new Estimate(value, slopes[half - 1 - reach], slopes[half + reach]);
  }

  private static double[] points(double window, DoubleUnaryOperator ofRoundsAgo) {
    double[] points = new double[POINTS];
    double step = window / (POINTS * SAMPLES_PER_POINT - 1);
    for (int i = 0; i < POINTS; i++) {
      double sum = 0;
      for (int k = 0; k < SAMPLES_PER_POINT; k++) {
        sum += ofRoundsAgo.applyAsDouble(window - step * (i * SAMPLES_PER_POINT + k));
      }
      points[i] = sum / SAMPLES_PER_POINT;
    }
    return points;
  }
}
