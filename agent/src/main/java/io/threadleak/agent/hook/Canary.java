package io.threadleak.agent.hook;

import io.threadleak.attribution.OwnThreads;
import io.threadleak.boot.ThreadEvents;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A short thread started to see whether the hook sees it: the self-test at install. */
final class Canary {

  private static final long DEADLINE_SECONDS = 2;
  private static final String CURE = "; name -javaagent:threadleak.jar after all other agents";

  private Canary() {}

  /**
   * Starts the canary, listens for it and waits for its start and end.
   *
   * @throws HookException if one of them is not seen; the message says which
   */
  static void sing() throws HookException {
    Thread bird = OwnThreads.factory("canary").newThread(() -> {});
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    ThreadEvents.listen(countDown(started, bird), thread -> {}, countDown(ended, bird));
    bird.start();
    if (!sees(started)) {
      throw new HookException("it does not see threads start" + CURE, null);
    }
    if (!sees(ended)) {
      throw new HookException("it does not see threads end" + CURE, null);
    }
  }

  private static Consumer<Thread> countDown(CountDownLatch event, Thread bird) {
    return thread -> {
      if (thread == bird) {
        event.countDown();
      }
    };
  }

  private static boolean sees(CountDownLatch event) {
    try {
      return event.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
