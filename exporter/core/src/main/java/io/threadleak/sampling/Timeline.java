package io.threadleak.sampling;

import java.util.Arrays;

/**
 * The instants that all sites' series share, oldest first, with the work done by then. Holds at
 * most {@value #CAPACITY}. When it is full, the instant goes that is missed least: whose neighbours
 * are closest together for their age. So the last {@value #WHOLE} rounds are always whole, the
 * first is kept, and between them distances grow with age: about 3 % of it after a day of rounds
 * every 10 s.
 */
final class Timeline {

  static final int CAPACITY = 240;
  static final int WHOLE = 80;

  private static final int SLOT_BITS = 8;

  /** Spreads over all bits (Knuth's multiplicative hashing, by the golden ratio). */
  private static final long HASH = 0x9E37_79B9_7F4A_7C15L;

  private final double intervalSeconds;
  private final double[] ageRounds;
  private final double[] seconds = new double[CAPACITY];
  private final double[] work = new double[CAPACITY];
  private final double[] asked = new double[1 << SLOT_BITS];
  private final int[] answers = new int[1 << SLOT_BITS];
  private int size;

  Timeline(double intervalSeconds, double[] ageRounds) {
    this.intervalSeconds = intervalSeconds;
    this.ageRounds = ageRounds.clone();
  }

  /**
   * The last instant that is not later than a time; the first where all are. In a round every site
   * asks for the same times, so that answers are kept until the next one.
   */
  int indexAt(double atSeconds) {
    int slot = (int) ((Double.doubleToLongBits(atSeconds) * HASH) >>> (Long.SIZE - SLOT_BITS));
    if (asked[slot] != atSeconds) {
      asked[slot] = atSeconds;
      answers[slot] = search(atSeconds);
    }
    return answers[slot];
  }

  private int search(double atSeconds) {
    int found = Arrays.binarySearch(seconds, 0, size, atSeconds);
    return found >= 0 ? found : Math.max(0, -found - 2);
  }

  boolean isFull() {
    return size == CAPACITY;
  }

  /** Index of the instant that is missed least, where this is full. */
  int leastMissed() {
    double now = seconds[size - 1];
    int best = 1;
    double bestDistance = Double.POSITIVE_INFINITY;
    for (int i = 1; i < size - WHOLE; i++) {
      double distance = (seconds[i + 1] - seconds[i - 1]) / (now - seconds[i]);
      if (distance < bestDistance) {
        bestDistance = distance;
        best = i;
      }
    }
    return best;
  }

  void drop(int index) {
    size--;
    System.arraycopy(seconds, index + 1, seconds, index, size - index);
    System.arraycopy(work, index + 1, work, index, size - index);
  }

  void add(double atSeconds, double completed) {
    Arrays.fill(asked, Double.NaN);
    seconds[size] = atSeconds;
    work[size] = completed;
    size++;
  }

  int size() {
    return size;
  }

  double seconds(int index) {
    return seconds[index];
  }

  double work(int index) {
    return work[index];
  }

  int levels() {
    return ageRounds.length;
  }

  double ageRounds(int level) {
    return ageRounds[level];
  }

  double intervalSeconds() {
    return intervalSeconds;
  }
}
