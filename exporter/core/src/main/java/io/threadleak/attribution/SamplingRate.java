package io.threadleak.attribution;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which starts of one class of tasks have their stack walked: every one while they are rare, one in
 * 2^level when they are not, chosen by a hash of the thread's id. Thread-safe; approximate where
 * threads race.
 */
final class SamplingRate {

  /** Walks that a class may take at any rate before its starts are thinned out. */
  static final int AT_LEAST = 64;

  static final int MAX_LEVEL = 24;

  /** Over how long the budget has to be kept, so that short bursts do not count. */
  static final long WINDOW_NANOS = 200_000_000;

  private static final double NANOS = 1e9;

  private final SamplingBudget budget;
  private final AtomicInteger inWindow = new AtomicInteger();
  private volatile long windowNanos;
  private volatile int level;
  private volatile boolean mixed;

  /** The largest hash that is chosen, unsigned; all bits set chooses every one. */
  private volatile long limit = -1L;

  SamplingRate(SamplingBudget budget, long nowNanos) {
    this.budget = budget;
    this.windowNanos = nowNanos;
  }

  /** Whether the start of the thread with this id is chosen. */
  boolean chooses(long threadId) {
    long most = limit;
    return most == -1L || Long.compareUnsigned(hash(threadId), most) <= 0;
  }

  /** One start in 2^this is chosen. */
  int level() {
    return level;
  }

  /** Notes that the class has turned out to be mixed. */
  void setMixed() {
    int thinned = Integer.signum(level);
    budget.thinned(false, -thinned);
    budget.thinned(true, thinned);
    mixed = true;
  }

  /** Notes a chosen start; halves the rate each time that the window's budget is used up. */
  void chosen(long nowNanos) {
    int walks = inWindow.incrementAndGet();
    if (nowNanos - windowNanos >= WINDOW_NANOS) {
      windowNanos = nowNanos;
      inWindow.set(0);
    } else if (walks % AT_LEAST == 0 && walks > budget.perSecond(mixed) * WINDOW_NANOS / NANOS) {
      set(Math.min(MAX_LEVEL, level + 1));
    }
  }

  /** Fits the rate to so many starts a second: once a round. */
  void fit(double startsPerSecond) {
    int fitting = levelFor(startsPerSecond);
    if (fitting != level) {
      set(fitting);
    }
  }

  private int levelFor(double startsPerSecond) {
    double ratio = startsPerSecond / budget.perSecond(mixed);
    return ratio <= 1 ? 0 : Math.min(MAX_LEVEL, Math.getExponent(ratio) + 1);
  }

  private void set(int newLevel) {
    budget.thinned(mixed, Integer.signum(newLevel) - Integer.signum(level));
    level = newLevel;
    limit = newLevel == 0 ? -1L : (1L << (Long.SIZE - newLevel)) - 1;
  }

  /** Spreads over all bits (the finaliser of SplitMix64; Steele, Lea and Flood, 2014). */
  static long hash(long threadId) {
    long mixed = threadId * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
