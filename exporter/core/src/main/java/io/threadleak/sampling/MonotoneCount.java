package io.threadleak.sampling;

/**
 * A counter that goes on from where it stood when its source begins again at a lower value. Not
 * thread-safe.
 */
public final class MonotoneCount {

  private double last = Double.NaN;
  private double carried;

  /** A count that is not known yet. */
  public MonotoneCount() {}

  /** Takes what the source says; NaN keeps the last reading. */
  public void read(double value) {
    if (Double.isNaN(value)) {
      return;
    }
    if (value < last) {
      carried += last;
    }
    last = value;
  }

  /** The count, monotone; NaN until the source has said something. */
  public double count() {
    return carried + last;
  }

  /** Whether the source has said something. */
  public boolean isKnown() {
    return !Double.isNaN(last);
  }
}
