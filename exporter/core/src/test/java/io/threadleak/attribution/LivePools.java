package io.threadleak.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/** Pools of a test with threads that stay busy until it is closed. */
public final class LivePools {

  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Runnable> closed = new ArrayList<>();

  /** Has the pool run so many tasks that last, and returns the threads they got. */
  public List<Thread> occupy(Executor pool, int tasks) throws InterruptedException {
    if (pool instanceof ExecutorService service) {
      closed.add(service::shutdownNow);
    }
    CountDownLatch running = new CountDownLatch(tasks);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      pool.execute(
          () -> {
            synchronized (threads) {
              threads.add(Thread.currentThread());
            }
            running.countDown();
            awaitEnd();
          });
    }
    running.await();
    synchronized (threads) {
      return List.copyOf(threads);
    }
  }

  /** Has the pool run one task that lasts. */
  public Thread occupy(Executor pool) throws InterruptedException {
    return occupy(pool, 1).get(0);
  }

  /** Ends something together with the pools. */
  void alsoClose(Runnable other) {
    closed.add(other);
  }

  /** Returns at the end of the test. */
  public void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends all tasks and pools. */
  public void close() {
    end.countDown();
    closed.forEach(Runnable::run);
  }
}
