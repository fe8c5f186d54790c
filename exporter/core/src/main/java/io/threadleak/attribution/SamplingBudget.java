package io.threadleak.attribution;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many stacks of starting threads may be walked, so that it costs no more than a given share of
 * one processor. Thread-safe; approximate where threads race.
 *
 * <p>The budget is shared by the classes of tasks that are started too often for every start to be
 * walked. Most of it goes to the mixed ones, whose counts depend on it; for the others it is enough
 * to notice when a second line starts them.
 */
final class SamplingBudget {

  /** What a walk is taken to cost before the first was timed. */
  static final long TYPICAL_NANOS = 2_000;

  private static final long MOST_NANOS = 10 * TYPICAL_NANOS;
  private static final double MEMORY = 64;
  private static final double NANOS = 1e9;
  private static final double SHARE_OF_MIXED = 0.9;

  private final double cpuShare;
  private final AtomicInteger thinnedMixed = new AtomicInteger();
  private final AtomicInteger thinnedOthers = new AtomicInteger();
  private volatile long nanosEach = TYPICAL_NANOS;

  /** A budget of a share of one processor, 0 to 1; at 0 no stack is walked at all. */
  SamplingBudget(double cpuShare) {
    this.cpuShare = cpuShare;
  }

  boolean isNone() {
    return cpuShare <= 0;
  }

  /** Notes how long a walk took, in ns: a moving average, in which a pause counts for little. */
  void spent(long nanos) {
    long counted = Math.min(Math.max(nanos, 1), MOST_NANOS);
    long average = nanosEach;
    nanosEach = Math.round(average + (counted - average) / MEMORY);
  }

  /** Notes that so many classes more, or less, have their starts thinned out. */
  void thinned(boolean mixed, int change) {
    (mixed ? thinnedMixed : thinnedOthers).addAndGet(change);
  }

  /** Walks a second that one class may take. */
  double perSecond(boolean mixed) {
    double all = cpuShare * NANOS / nanosEach;
    return mixed
        ? all * SHARE_OF_MIXED / Math.max(1, thinnedMixed.get())
        : all * (1 - SHARE_OF_MIXED) / Math.max(1, thinnedOthers.get());
  }
}
