package io.threadleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The wait for threads to end. */
final class LeakCheckTest {

  private static final Duration LINGER = Duration.ofMillis(200);

  private final CountDownLatch end = new CountDownLatch(1);

  /** One thread, which ends between the first look and the second. */
  private final class OneThread implements Starts {

    private final Thread thread = new Thread(this::awaitEnd);
    private boolean looked;

    private void awaitEnd() {
      try {
        end.await();
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void enter(@Nullable TestContext context) {}

    @Override
    public List<StartedThread> live(Predicate<TestContext> wanted) {
      if (looked) {
        end.countDown();
        try {
          thread.join();
        } catch (InterruptedException closing) {
          Thread.currentThread().interrupt();
        }
      }
      looked = true;
      return List.of(StartedThread.unknown(thread, TestContext.NONE));
    }

    @Override
    public void resolve() {}

    @Override
    public String means() {
      return "";
    }
  }

  @Test
  void leaks_whileTheHeapIsDumped_isNotTheThreadsTime() throws Exception {
    ReadWriteLock dump = new ReentrantReadWriteLock();
    OneThread starts = new OneThread();
    starts.thread.start();
    LeakCheck check = new LeakCheck(starts, dump.readLock());
    FutureTask<List<Leak>> leaks =
        new FutureTask<>(() -> check.leaks(any -> true, LeakRules.defaults().linger(LINGER)));
    Thread checking = new Thread(leaks);
    dump.writeLock().lock();
    try {
      checking.start();
      Awaitility.await()
          .pollDelay(LINGER.multipliedBy(2))
          .atMost(1, TimeUnit.MINUTES)
          .until(() -> checking.getState() == Thread.State.WAITING);
    } finally {
      dump.writeLock().unlock();
    }

    assertThat(leaks.get(1, TimeUnit.MINUTES)).isEmpty();
    checking.join();
  }
}
