package io.threadleak.model;

/**
 * A figure with its 95 % interval.
 *
 * @param value the best single figure
 * @param low lower end, at most {@code value}
 * @param high upper end, at least {@code value}
 */
public record Estimate(double value, double low, double high) {

  /** Refuses an interval that does not hold its value, or one of NaN. */
  public Estimate {
    if (!(low <= value && value <= high)) {
      throw new IllegalArgumentException(
          "not low <= value <= high: " + low + ", " + value + ", " + high);
    }
  }
}
