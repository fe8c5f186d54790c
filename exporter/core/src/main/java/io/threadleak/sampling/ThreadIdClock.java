package io.threadleak.sampling;

/**
 * When a thread was made, by its id alone: the JVM hands ids out in ascending order, and each round
 * notes how far it has come. Between two rounds ids are taken to be handed out evenly. So the age
 * of a million threads takes no memory for any of them. Used by one thread.
 *
 * <p>Holds at most {@value #CAPACITY} instants; when it is full, every second one of the older half
 * goes.
 */
final class ThreadIdClock {

  static final int CAPACITY = 4_096;

  private final long[] ids = new long[CAPACITY];
  private final long[] nanos = new long[CAPACITY];
  private int size;

  /** Notes which id was the next to be handed out at a time; both ascend from call to call. */
  void mark(long id, long nowNanos) {
    if (size == CAPACITY) {
      thinOut();
    }
    ids[size] = id;
    nanos[size] = nowNanos;
    size++;
  }

  /**
   * The id that was the next to be handed out at a time; threads with a lower one are older. Of a
   * time before the first instant, 0.
   */
  long idAt(long atNanos) {
    return read(nanos, atNanos, ids, 0);
  }

  /** When a thread was made; for one from before the first instant, that instant. */
  long nanosOf(long id) {
    return read(ids, id, nanos, nanos[0]);
  }

  /**
   * What goes with a value, evenly between two instants; after the last one, what goes with that.
   */
  private long read(long[] from, long value, long[] to, long beforeTheFirst) {
    int after = 0;
    int high = size;
    while (after < high) {
      int middle = (after + high) >>> 1;
      if (from[middle] - value > 0) {
        high = middle;
      } else {
        after = middle + 1;
      }
    }
    if (after == 0) {
      return beforeTheFirst;
    }
    int before = after - 1;
    if (after == size) {
      return to[before];
    }
    double share = (double) (value - from[before]) / (from[after] - from[before]);
    return to[before] + (long) (share * (to[after] - to[before]));
  }

  private void thinOut() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (i >= size / 2 || (i & 1) == 0) {
        ids[kept] = ids[i];
        nanos[kept] = nanos[i];
        kept++;
      }
    }
    size = kept;
  }
}
