package io.threadleak.libraries;

import io.threadleak.attribution.ThreadIds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;

/**
 * Threads that are leaked beside the libraries: a proof that finds nothing at all would be no
 * proof. None of them is held by anybody.
 */
final class RealLeak {

  /** The name of their group, and of those that are virtual. */
  static final String NAME = "real leak";

  /** The threads that one call leaks: each waits in another way. */
  static final int THREADS = 3;

  private static final ThreadGroup GROUP = new ThreadGroup(NAME);

  private RealLeak() {}

  /** Leaks platform threads; returns their ids once they run. */
  static List<Long> leak() throws InterruptedException {
    return leak(task -> new Thread(GROUP, task, NAME));
  }

  /** Leaks virtual threads; returns their ids once they run. */
  static List<Long> leakVirtual() throws InterruptedException {
    return leak(VirtualThreads.named(NAME));
  }

  private static List<Long> leak(ThreadFactory factory) throws InterruptedException {
    List<Long> ids = new ArrayList<>();
    CountDownLatch running = new CountDownLatch(THREADS);
    ids.add(start(factory, running, () -> new SynchronousQueue<String>().take()));
    ids.add(start(factory, running, () -> new CountDownLatch(1).await()));
    ids.add(start(factory, running, () -> new Exchanger<String>().exchange("nothing")));
    running.await();
    return ids;
  }

  private static long start(ThreadFactory factory, CountDownLatch running, Wait wait) {
    Thread thread =
        factory.newThread(
            () -> {
              running.countDown();
              try {
                wait.forEver();
              } catch (InterruptedException ended) {
                return;
              }
            });
    thread.setDaemon(true);
    thread.start();
    return ThreadIds.of(thread);
  }

  /** A wait that nothing ends. */
  @FunctionalInterface
  private interface Wait {
    void forEver() throws InterruptedException;
  }
}
