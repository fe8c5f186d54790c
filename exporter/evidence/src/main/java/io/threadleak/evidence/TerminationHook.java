package io.threadleak.evidence;

import io.threadleak.attribution.OwnThreads;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Writes a bundle when the JVM ends by SIGTERM, and lets one that is under way be finished however
 * it ends; the JVM waits no longer than a bound.
 *
 * <p>A SIGTERM is told from other ends by the thread that the JVM handles it on, so the signal's
 * handler stays whoever's it is.
 */
final class TerminationHook {

  private static final String HANDLER = "SIGTERM handler";

  private final EvidenceKeeper keeper;
  private final Duration atMost;
  private final Thread hook;
  private final CountDownLatch ran = new CountDownLatch(1);
  private volatile boolean installed;

  TerminationHook(EvidenceKeeper keeper, Duration atMost) {
    this.keeper = keeper;
    this.atMost = atMost;
    this.hook = OwnThreads.factory("evidence-end").newThread(this::run);
  }

  void install() {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      installed = true;
    } catch (IllegalStateException alreadyEnding) {
      return;
    }
  }

  /**
   * Takes it back. Where the JVM ends already it waits for what this has begun or is about to: who
   * closes the keeper then is a hook of the application's, which runs beside this one.
   */
  void remove() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      awaitRun();
    }
  }

  private void awaitRun() {
    try {
      if (installed && !ran.await(2 * atMost.toNanos(), TimeUnit.NANOSECONDS)) {
        return; // the JVM waits for it all the same, and longer than its caller should
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      boolean written =
          wasTerminated()
              && keeper.fireAndAwait(
                  Trigger.TERM, "The JVM was told to end by SIGTERM", Map.of(), atMost);
      if (!written) {
        keeper.awaitQuiet(atMost);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ran.countDown();
    }
  }

  private static boolean wasTerminated() {
    ThreadGroup root = OwnThreads.group().getParent();
    Thread[] threads = new Thread[root.activeCount() + 100];
    int count = root.enumerate(threads, false);
    for (int i = 0; i < count; i++) {
      if (threads[i].getName().equals(HANDLER)) {
        return true;
      }
    }
    return false;
  }
}
