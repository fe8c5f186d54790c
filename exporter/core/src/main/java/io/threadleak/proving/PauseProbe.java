package io.threadleak.proving;

import io.threadleak.attribution.OwnThreads;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how long the JVM stands still, as a thread feels it that wakes up every millisecond: the
 * longest time for which it did not. Other work on the same processors adds to it.
 */
final class PauseProbe implements AutoCloseable {

  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Thread thread;
  private volatile boolean done;
  private volatile long longestNanos;

  private PauseProbe() {
    thread = OwnThreads.factory("pause").newThread(this::run);
  }

  /** Begins to measure. */
  static PauseProbe start() {
    PauseProbe probe = new PauseProbe();
    probe.thread.start();
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
    long last = System.nanoTime();
    while (!done) {
      LockSupport.parkNanos(STEP_NANOS);
      long now = System.nanoTime();
      longestNanos = Math.max(longestNanos, now - last - STEP_NANOS);
      last = now;
    }
  }
}
