package io.threadleak.proving;

import io.threadleak.attribution.OwnThreads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Measures how long the JVM stands still, as a thread feels it that wakes up every millisecond: the
 * longest time for which it did not. Other work on the same processors adds to it.
 */
final class PauseProbe implements AutoCloseable {

  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final LongSupplier nanoTime;
  private final Thread thread;
  private final CountDownLatch measuring = new CountDownLatch(1);
  private volatile boolean done;
  private volatile long longestNanos;

  private PauseProbe(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    thread = OwnThreads.factory("pause").newThread(this::run);
  }

  /** Begins to measure, and has begun when it returns. */
  static PauseProbe start() throws InterruptedException {
    return start(System::nanoTime);
  }

  /** The same by a clock of one's own. */
  static PauseProbe start(LongSupplier nanoTime) throws InterruptedException {
    PauseProbe probe = new PauseProbe(nanoTime);
    probe.thread.start();
    try {
      probe.measuring.await();
    } catch (InterruptedException e) {
      probe.close();
      throw e;
    }
    return probe;
  }

  /** Ends it; the longest pause in seconds. */
  double stop() throws InterruptedException {
    done = true;
    thread.join();
    return longestNanos / 1e9;
  }

  @Override
  public void close() {
    done = true;
  }

  private void run() {
    long last = nanoTime.getAsLong();
    measuring.countDown();
    boolean end;
    do {
      // Asked before the last step, so that what stops this thread anywhere is within a step.
      end = done;
      LockSupport.parkNanos(STEP_NANOS);
      long now = nanoTime.getAsLong();
      longestNanos = Math.max(longestNanos, now - last - STEP_NANOS);
      last = now;
    } while (!end);
  }
}
