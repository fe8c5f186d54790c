package io.threadleak.sampling;

/**
 * The instants that all sites' series share, oldest first, with the work done by then. Holds at
 * most {@value #CAPACITY}; when it is full, every second of the oldest {@value #THINNED} goes, so
 * that the last {@code CAPACITY - THINNED} rounds are always whole and the past grows coarser with
 * age.
 */
final class Timeline {

  static final int CAPACITY = 240;
  static final int THINNED = 160;

  private final double intervalSeconds;
  private final double[] seconds = new double[CAPACITY];
  private final double[] work = new double[CAPACITY];
  private int size;

  Timeline(double intervalSeconds) {
    this.intervalSeconds = intervalSeconds;
  }

  boolean isFull() {
    return size == CAPACITY;
  }

  void thin() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (survivesThinning(i)) {
        seconds[kept] = seconds[i];
        work[kept] = work[i];
        kept++;
      }
    }
    size = kept;
  }

  void add(double atSeconds, double completed) {
    seconds[size] = atSeconds;
    work[size] = completed;
    size++;
  }

  static boolean survivesThinning(int index) {
    return index >= THINNED || index % 2 == 0;
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

  double intervalSeconds() {
    return intervalSeconds;
  }
}
