package io.threadleak.demo;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Durations spread evenly between two bounds, in an order that looks random and is the same in
 * every run.
 *
 * <p>Steps by the golden ratio fill the range evenly from the first few values on, which random
 * numbers do only after many; so the number of threads alive at once settles soon. Thread-safe.
 */
final class EvenSpread {

  private static final double STEP = (Math.sqrt(5) - 1) / 2;

  private final long minMillis;
  private final long maxMillis;
  private final AtomicLong taken = new AtomicLong();

  EvenSpread(long minMillis, long maxMillis) {
    this.minMillis = minMillis;
    this.maxMillis = maxMillis;
  }

  /** The next duration in milliseconds. */
  long nextMillis() {
    double place = taken.incrementAndGet() * STEP % 1;
    return minMillis + Math.round((maxMillis - minMillis) * place);
  }
}
