package io.threadleak.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The middle of several measurements and how far they lie apart. Measurements may be infinite.
 *
 * @param median the middle one
 * @param low lower quartile
 * @param high upper quartile
 */
public record Spread(double median, double low, double high) {

  /** Of measurements in any order; NaN if there are none. */
  public static Spread of(List<Double> measured) {
    if (measured.isEmpty()) {
      return new Spread(Double.NaN, Double.NaN, Double.NaN);
    }
    List<Double> sorted = measured.stream().sorted().toList();
    return new Spread(quantile(sorted, 0.5), quantile(sorted, 0.25), quantile(sorted, 0.75));
  }

  /** Of the ratios of measurements made side by side in the same rounds. */
  public static Spread ofRatios(List<Double> measured, List<Double> reference) {
    return of(
        IntStream.range(0, measured.size())
            .mapToObj(round -> measured.get(round) / reference.get(round))
            .toList());
  }

  private static double quantile(List<Double> sorted, double share) {
    double position = share * (sorted.size() - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.size() - 1);
    double beyond = position - below;
    double low = sorted.get(below);
    double high = sorted.get(above);
    return beyond == 0 || low == high ? low : low + beyond * (high - low);
  }
}
