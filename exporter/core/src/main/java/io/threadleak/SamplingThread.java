package io.threadleak;

import io.threadleak.attribution.OwnThreads;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one daemon thread that rounds run on, and whatever must not run beside one. Thread-safe.
 *
 * <p>A task waits until the one under way is through. When this is closed the thread itself has
 * ended, not only its last task: a container that stops an application looks for threads left.
 */
final class SamplingThread {

  private final ThreadFactory factory = OwnThreads.factory("sampling");
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, this::begin);
  private volatile @Nullable Thread thread;

  SamplingThread() {
    executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    executor.setRemoveOnCancelPolicy(true);
  }

  private Thread begin(Runnable work) {
    Thread begun = factory.newThread(work);
    thread = begun;
    return begun;
  }

  /**
   * Does something once, as soon as nothing else is under way.
   *
   * @throws RejectedExecutionException if this is closed
   */
  void execute(Runnable task) {
    executor.execute(task);
  }

  /**
   * The same, for its outcome. Cancelled if this is closed and the time runs out before its turn.
   *
   * @throws RejectedExecutionException if this is closed
   */
  <T> Future<T> submit(Callable<T> task) {
    return executor.submit(task);
  }

  /**
   * Does something again and again, with that time between an end and the next start: no rounds are
   * made up for after a suspended laptop or virtual machine.
   */
  void repeat(Duration first, Duration time, Runnable task) {
    Future<?> unused =
        executor.scheduleWithFixedDelay(
            task, first.toNanos(), time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Does one thing more, and ends. What is repeated is not begun again.
   *
   * @param atMost to wait for the end; then the thread is interrupted, and whoever waits for a task
   *     that will not run is told. Not waited for at all on the thread itself.
   */
  synchronized void close(Runnable last, Duration atMost) {
    if (executor.isShutdown()) {
      return;
    }
    executor.execute(last);
    executor.shutdown();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      if (!ended(atMost)) {
        endNow();
      }
    } catch (InterruptedException interrupted) {
      endNow();
      Thread.currentThread().interrupt();
    }
  }

  private boolean ended(Duration atMost) throws InterruptedException {
    long until = System.nanoTime() + atMost.toNanos();
    if (!executor.awaitTermination(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    Thread ending = thread;
    if (ending != null) {
      ending.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
    }
    return true;
  }

  private void endNow() {
    for (Runnable left : executor.shutdownNow()) {
      if (left instanceof Future<?> unfinished) {
        unfinished.cancel(false);
      }
    }
  }
}
