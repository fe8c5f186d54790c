package io.threadleak.attribution;

import static io.threadleak.model.SiteHistory.UNBOUNDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real pools, in a JDK that is opened as the agent opens it. */
@Tag("opened-jdk")
final class PoolTableTest {

  private final LivePools live = new LivePools();
  private final PoolTable table = new PoolTable();
  private long round;

  @AfterEach
  void endThreads() {
    live.close();
  }

  @Test
  void bound_fixedPool_isItsSizeBeforeItIsFull() throws Exception {
    assertThat(boundOf(Executors.newFixedThreadPool(200))).isEqualTo(200);
  }

  @Test
  void bound_singleThreadExecutor_isOneBehindItsWrapper() throws Exception {
    assertThat(boundOf(Executors.newSingleThreadExecutor())).isEqualTo(1);
    assertThat(boundOf(Executors.unconfigurableExecutorService(Executors.newFixedThreadPool(2))))
        .isEqualTo(2);
  }

  @Test
  void bound_cachedPool_isNone() throws Exception {
    assertThat(boundOf(Executors.newCachedThreadPool())).isEqualTo(UNBOUNDED);
  }

  @Test
  void bound_scheduledPool_isItsCoreThoughItsMaximumIsNot() throws Exception {
    assertThat(boundOf(Executors.newScheduledThreadPool(3))).isEqualTo(3);
    assertThat(boundOf(Executors.newSingleThreadScheduledExecutor())).isEqualTo(1);
    assertThat(boundOf(Executors.newScheduledThreadPool(0))).isEqualTo(1);
  }

  @Test
  void bound_queueThatCanRefuse_isTheMaximum() throws Exception {
    assertThat(boundOf(executor(2, 7, new SynchronousQueue<>()))).isEqualTo(7);
    assertThat(boundOf(executor(2, 6, new ArrayBlockingQueue<>(10)))).isEqualTo(6);
    assertThat(boundOf(executor(2, 5, new LinkedBlockingQueue<>(10)))).isEqualTo(5);
  }

  @Test
  void bound_queueThatNeverRefuses_isTheCore() throws Exception {
    assertThat(boundOf(executor(2, 7, new LinkedBlockingQueue<>()))).isEqualTo(2);
    assertThat(
            boundOf(
                executor(
                    0, 7, new PriorityBlockingQueue<>(9, Comparator.comparing(Object::hashCode)))))
        .isEqualTo(1);
  }

  @Test
  void bound_subclassOfAnEndlessQueue_isTheMaximumSinceItMayRefuse() throws Exception {
    LinkedBlockingQueue<Runnable> refusing =
        new LinkedBlockingQueue<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public boolean offer(Runnable task) {
            return false;
          }
        };
    ThreadPoolExecutor pool = executor(1, 4, refusing);
    assertThat(live.occupy(pool, 4)).hasSize(4);
    assertThat(boundOf(live.occupy(executor(1, 4, refusing)))).isEqualTo(4);
  }

  @Test
  void bound_numberNobodyChose_isNone() throws Exception {
    assertThat(boundOf(executor(1, 40_000, new SynchronousQueue<>()))).isEqualTo(UNBOUNDED);
  }

  @Test
  void bound_poolMadeLarger_isReadAnewEachRound() throws Exception {
    ThreadPoolExecutor pool = executor(1, 4, new SynchronousQueue<>());
    SeenPool seen = seen(live.occupy(pool));
    assertThat(boundNow(seen)).isEqualTo(4);
    pool.setMaximumPoolSize(9);
    assertThat(seen.bound()).isEqualTo(4);
    assertThat(boundNow(seen)).isEqualTo(9);
  }

  @Test
  void bound_subclassThatRefusesToAnswer_isReadPastIt() throws Exception {
    assertThat(boundOf(new SilentPool())).isEqualTo(3);
    assertThat(boundOf(new SilentPool())).isEqualTo(3);
    assertThat(table.size()).isEqualTo(2);
  }

  @Test
  void bound_factoryThatWrapsByLambda_isSeenThroughIt() throws Exception {
    ThreadFactory naming = task -> new Thread(() -> runNamed(task));
    ThreadFactory twice = task -> naming.newThread(() -> runNamed(task));
    assertThat(boundOf(Executors.newFixedThreadPool(6, naming))).isEqualTo(6);
    assertThat(boundOf(Executors.newFixedThreadPool(6, twice))).isEqualTo(6);
  }

  @Test
  void pool_factoryThatWrapsByClassOfItsOwn_isNotSeen() throws Exception {
    record Wrapper(Runnable task) implements Runnable {
      @Override
      public void run() {
        task.run();
      }
    }
    ThreadFactory wrapping = task -> new Thread(new Wrapper(task));
    assertThat(table.poolOf(live.occupy(Executors.newFixedThreadPool(6, wrapping)))).isNull();
  }

  @Test
  void pool_threadOfItsOwn_isNone() throws Exception {
    assertThat(table.poolOf(live.occupy(task -> new Thread(task).start()))).isNull();
    assertThat(table.poolOf(Thread.currentThread())).isNull();
  }

  @Test
  void bound_tomcatsPool_isItsMaximum() throws Exception {
    TaskQueue queue = new TaskQueue();
    org.apache.tomcat.util.threads.ThreadPoolExecutor pool =
        new org.apache.tomcat.util.threads.ThreadPoolExecutor(
            1, 25, 1, TimeUnit.MINUTES, queue, new TaskThreadFactory("http-", true, 5));
    queue.setParent(pool);
    assertThat(live.occupy(pool, 25)).hasSize(25).allMatch(thread -> boundOf(thread) == 25);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void bound_jettysPool_isItsMaximum() throws Exception {
    QueuedThreadPool pool = new QueuedThreadPool(30, 2);
    pool.start();
    live.alsoClose(() -> LifeCycle.stop(pool));
    Thread worker = live.occupy(pool);
    assertThat(boundOf(worker)).isEqualTo(30);
    pool.setMaxThreads(50);
    assertThat(boundOf(worker)).isEqualTo(50);
  }

  @Test
  void poolOf_twoThreadsOfOnePool_isTheSame() throws Exception {
    var threads = live.occupy(Executors.newFixedThreadPool(2), 2);
    assertThat(seen(threads.get(0))).isSameAs(seen(threads.get(1)));
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void seenAt_oncePerSiteAndRound_isTheFirst() throws Exception {
    SeenPool pool = seen(live.occupy(Executors.newFixedThreadPool(2)));
    assertThat(pool.seenAt(3, 1)).isTrue();
    assertThat(pool.seenAt(3, 1)).isFalse();
    assertThat(pool.seenAt(4, 1)).isTrue();
    assertThat(pool.seenAt(3, 1)).isFalse();
    assertThat(pool.seenAt(4, 1)).isFalse();
    assertThat(pool.seenAt(4, 2)).isTrue();
    assertThat(pool.seenAt(3, 2)).isTrue();
  }

  @Test
  void pool_ofWhichNothingIsLeft_isCollectedAndForgotten() throws Exception {
    SeenPool seen = seenAndShutDown();
    boundNow(seen);
    await().atMost(Duration.ofSeconds(60)).until(() -> isCollected(seen));
    assertThat(table.size()).isEqualTo(1);
    table.endRound(round + 1);
    assertThat(table.size()).isZero();
  }

  private SeenPool seenAndShutDown() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    Thread[] worker = new Thread[1];
    pool.execute(() -> worker[0] = Thread.currentThread());
    await().atMost(Duration.ofSeconds(60)).until(() -> worker[0] != null);
    SeenPool seen = seen(worker[0]);
    pool.shutdown();
    worker[0].join();
    return seen;
  }

  private static boolean isCollected(WeakReference<?> reference) {
    System.gc();
    return reference.refersTo(null);
  }

  private static void runNamed(Runnable task) {
    Thread.currentThread().setName("named");
    task.run();
  }

  private static ThreadPoolExecutor executor(int core, int most, BlockingQueue<Runnable> queue) {
    return new ThreadPoolExecutor(core, most, 1, TimeUnit.MINUTES, queue);
  }

  private int boundOf(Executor pool) throws InterruptedException {
    return boundOf(live.occupy(pool));
  }

  private int boundOf(Thread thread) {
    return boundNow(seen(thread));
  }

  private int boundNow(SeenPool pool) {
    assertThat(pool.seenAt(1, ++round)).isTrue();
    return pool.bound();
  }

  private SeenPool seen(Thread thread) {
    SeenPool pool = table.poolOf(thread);
    assertThat(pool).as("pool of %s", thread).isNotNull();
    return pool;
  }

  /** A pool of three that throws from whatever it can, and takes itself to be any other. */
  private static final class SilentPool extends ThreadPoolExecutor {

    SilentPool() {
      super(1, 3, 1, TimeUnit.MINUTES, new SynchronousQueue<>());
    }

    @Override
    public int getMaximumPoolSize() {
      throw new IllegalStateException("not telling");
    }

    @Override
    public int getCorePoolSize() {
      throw new IllegalStateException("not telling");
    }

    @Override
    public BlockingQueue<Runnable> getQueue() {
      throw new IllegalStateException("not telling");
    }

    @Override
    public boolean equals(Object other) {
      return true;
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("not telling");
    }
  }
}
