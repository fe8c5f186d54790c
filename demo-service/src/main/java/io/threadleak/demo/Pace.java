package io.threadleak.demo;

import java.util.concurrent.TimeUnit;

/**
 * A steady beat: the n-th call is due at start + n / rate, however long earlier calls took.
 *
 * <p>Calls that were missed by less than a second are made up for at once; after a longer stall,
 * such as a machine that slept, the beat starts anew rather than in a burst.
 */
final class Pace {

  private static final long LONGEST_LAG_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Clock clock;
  private final long periodNanos;

  /** With so many calls a second. */
  Pace(Clock clock, int perSecond) {
    this.clock = clock;
    this.periodNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  /** Calls the task at this pace until the thread is interrupted. */
  void keep(Runnable task) {
    try {
      for (long due = clock.nanoTime(); !Thread.interrupted(); due = nextAfter(due)) {
        clock.sleepUntil(due);
        task.run();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private long nextAfter(long due) {
    long now = clock.nanoTime();
    return now - due > LONGEST_LAG_NANOS ? now : due + periodNanos;
  }

  /** Time, and a way to wait for it. */
  interface Clock {

    /** That of the machine. */
    Clock SYSTEM =
        new Clock() {
          @Override
          public long nanoTime() {
            return System.nanoTime();
          }

          @Override
          public void sleepUntil(long nanoTime) throws InterruptedException {
            long left = nanoTime - System.nanoTime();
            if (left > 0) {
              TimeUnit.NANOSECONDS.sleep(left);
            }
          }
        };

    /** As {@link System#nanoTime()}. */
    long nanoTime();

    /** Returns at that {@link #nanoTime()}, at once if it is past. */
    void sleepUntil(long nanoTime) throws InterruptedException;
  }
}
