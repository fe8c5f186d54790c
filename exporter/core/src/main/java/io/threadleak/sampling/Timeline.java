package io.threadleak.sampling;

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

  private final double intervalSeconds;
  private final double[] ageRounds;
  private final double[] seconds = new double[CAPACITY];
  private final double[] work = new double[CAPACITY];
  private int size;

  Timeline(double intervalSeconds, double[] ageRounds) {
    this.intervalSeconds = intervalSeconds;
    this.ageRounds = ageRounds.clone();
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
