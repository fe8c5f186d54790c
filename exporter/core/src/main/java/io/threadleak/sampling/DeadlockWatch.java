package io.threadleak.sampling;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks for deadlocks, but only where something hints at one: the JVM's search stops all threads,
 * so it runs when two or more threads have been waiting for a lock with an owner in two rounds on
 * end, and no more often than every {@value #MIN_SECONDS_BETWEEN} seconds. Used by one thread at a
 * time.
 */
final class DeadlockWatch {

  static final int MIN_SECONDS_BETWEEN = 10;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private int waitingNow;
  private int waitingBefore;
  private double lastSearchSeconds = Double.NEGATIVE_INFINITY;
  private int deadlocked;

  /** Notes one live thread of the round under way. */
  void look(Thread thread, Thread.State state) {
    boolean waitsForOwner =
        state == Thread.State.BLOCKED
            || ((state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING)
                && LockSupport.getBlocker(thread) instanceof AbstractOwnableSynchronizer);
    if (waitsForOwner) {
      waitingNow++;
    }
  }

  /** Ends the round and says how many threads are deadlocked. */
  int endRound(double seconds) {
    boolean hint = Math.min(waitingNow, waitingBefore) >= 2;
    waitingBefore = waitingNow;
    waitingNow = 0;
    if (!hint) {
      deadlocked = 0;
    } else if (seconds - lastSearchSeconds >= MIN_SECONDS_BETWEEN) {
      lastSearchSeconds = seconds;
      long[] found = search();
      deadlocked = found == null ? 0 : found.length;
    }
    return deadlocked;
  }

  private long @Nullable [] search() {
    return threads.isSynchronizerUsageSupported()
        ? threads.findDeadlockedThreads()
        : threads.findMonitorDeadlockedThreads();
  }
}
