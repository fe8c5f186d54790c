package io.threadleak.attribution;

import static io.threadleak.model.SiteHistory.UNBOUNDED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fork-join pools, in a JDK that is opened as the agent opens it. */
@Tag("opened-jdk")
final class ForkJoinBoundTest {

  private static final int COMMON_SPARES = 256;

  private final LivePools live = new LivePools();
  private final PoolTable table = new PoolTable();

  @AfterEach
  void endThreads() {
    live.close();
  }

  @Test
  void bound_poolWithMaximum_isIt() throws Exception {
    assertThat(boundOf(live.occupy(pool(2, 9)))).isEqualTo(9);
    assertThat(boundOf(live.occupy(pool(4, 4)))).isEqualTo(4);
  }

  @Test
  void bound_poolOfParallelismAlone_isNone() throws Exception {
    assertThat(boundOf(live.occupy(new ForkJoinPool(2)))).isEqualTo(UNBOUNDED);
  }

  @Test
  void bound_commonPool_isItsParallelismAndSpares() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    Thread[] worker = new Thread[1];
    ForkJoinPool.commonPool()
        .execute(
            () -> {
              worker[0] = Thread.currentThread();
              seen.countDown();
              live.awaitEnd();
            });
    seen.await();
    assertThat(worker[0]).isInstanceOf(ForkJoinWorkerThread.class);
    assertThat(boundOf(worker[0]))
        .isEqualTo(ForkJoinPool.commonPool().getParallelism() + COMMON_SPARES);
  }

  @Test
  void bound_blockedWorkersStoodInFor_isNotExceeded() throws Exception {
    int tasks = 4;
    ForkJoinPool pool = pool(2, 6);
    live.alsoClose(pool::shutdownNow);
    List<Thread> threads = live.occupy(task -> pool.execute(() -> block(task)), tasks);
    assertThat(pool.getPoolSize()).isBetween(tasks, 6);
    assertThat(boundOf(threads.get(0))).isEqualTo(6);
  }

  /** Runs a task inside a managed block, which the pool makes up for by a spare thread. */
  private static void block(Runnable task) {
    try {
      ForkJoinPool.managedBlock(new Blocker(task));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private record Blocker(Runnable task) implements ForkJoinPool.ManagedBlocker {

    @Override
    public boolean block() {
      task.run();
      return true;
    }

    @Override
    public boolean isReleasable() {
      return false;
    }
  }

  private int boundOf(Thread thread) {
    SeenPool pool = table.poolOf(thread);
    assertThat(pool).as("pool of %s", thread).isNotNull();
    assertThat(pool.seenAt(1, 1)).isTrue();
    return pool.bound();
  }

  private static ForkJoinPool pool(int parallelism, int most) {
    return new ForkJoinPool(
        parallelism,
        ForkJoinPool.defaultForkJoinWorkerThreadFactory,
        null,
        false,
        parallelism,
        most,
        1,
        null,
        1,
        TimeUnit.MINUTES);
  }
}
