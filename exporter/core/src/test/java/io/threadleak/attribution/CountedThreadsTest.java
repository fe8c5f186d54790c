package io.threadleak.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What counted factories do to the threads they make, and which threads they know to live. */
final class CountedThreadsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CountedThreads counted = new CountedThreads();
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void endThreads() {
    end.countDown();
  }

  @Test
  void factory_ofPlatformThreads_runsThemUncounted() throws InterruptedException {
    AtomicReference<Thread> ran = new AtomicReference<>();
    List<Thread> live = new ArrayList<>();
    ThreadFactory factory = counted.factory(Thread::new);
    Thread thread =
        factory.newThread(
            () -> {
              live.addAll(live());
              ran.set(Thread.currentThread());
            });
    thread.start();
    thread.join();
    assertThat(ran).hasValue(thread);
    assertThat(live).isEmpty();
  }

  @Test
  void factory_beforeJava21_isTheGivenOne() {
    ThreadFactory given = Thread::new;
    assertThat(counted.factory(given) == given).isEqualTo(!VirtualThreadApi.exists());
    assertThat(counted.factories()).isEqualTo(VirtualThreadApi.exists() ? 1 : 0);
    assertThatThrownBy(() -> counted.factory(null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void newThread_givenFactoryRefuses_isRefusedAlike() {
    VirtualApi.assumeThere();
    ThreadFactory none = counted.factory(task -> null);
    assertThat(none.newThread(() -> {})).isNull();
    assertThatThrownBy(() -> VirtualApi.executor(none).execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> counted.factory(VirtualApi.factory()).newThread(null))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void forEach_threadsNeverStarted_areNotShown() throws InterruptedException {
    VirtualApi.assumeThere();
    ThreadFactory factory = counted.factory(VirtualApi.factory());
    Thread never = factory.newThread(this::awaitEnd);
    Thread started = start(factory, this::awaitEnd);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(live()).containsExactly(started));
    assertThat(never.getState()).isEqualTo(Thread.State.NEW);
    end.countDown();
    started.join();
    assertThat(live()).isEmpty();
  }

  @Test
  void run_taskThrows_reachesTheHandlerAndTheThreadIsGone() throws InterruptedException {
    VirtualApi.assumeThere();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        counted
            .factory(VirtualApi.factory())
            .newThread(
                () -> {
                  throw new IllegalStateException("the application's own");
                });
    thread.setUncaughtExceptionHandler((of, failure) -> thrown.set(failure));
    thread.start();
    thread.join();
    assertThat(thrown.get()).hasMessage("the application's own");
    assertThat(live()).isEmpty();
  }

  @Test
  void run_interrupted_taskSeesItAndKeepsIt() throws InterruptedException {
    VirtualApi.assumeThere();
    AtomicBoolean seen = new AtomicBoolean();
    Thread thread =
        counted
            .factory(VirtualApi.factory())
            .newThread(() -> seen.set(Thread.currentThread().isInterrupted()));
    thread.start();
    thread.join();
    assertThat(seen).isFalse();

    Thread waiting =
        start(
            counted.factory(VirtualApi.factory()),
            () -> {
              awaitEnd();
              seen.set(Thread.currentThread().isInterrupted());
            });
    waiting.interrupt();
    waiting.join();
    assertThat(seen).isTrue();
    assertThat(live()).isEmpty();
  }

  @Test
  void run_byThreadsOfAnOddFactory_showsEachThreadOnceAndLosesNone() throws InterruptedException {
    VirtualApi.assumeThere();
    ThreadFactory virtual = VirtualApi.factory();
    List<Thread> others = new ArrayList<>();
    ThreadFactory odd =
        counted.factory(
            task -> {
              others.add(virtual.newThread(task));
              return virtual.newThread(task);
            });
    Thread first = start(odd, this::awaitEnd);
    others.get(0).start();
    await().atMost(PATIENCE).until(() -> waiting(first) && waiting(others.get(0)));
    assertThat(live()).hasSize(1);
    end.countDown();
    first.join();
    others.get(0).join();
    assertThat(live()).isEmpty();
  }

  @Test
  void forEach_amidChurn_showsEachThreadThatLivesOnOnce() throws InterruptedException {
    VirtualApi.assumeThere();
    ThreadFactory factory = counted.factory(VirtualApi.factory());
    int staying = 20_000;
    Set<Thread> stay = identitySet();
    for (int i = 0; i < staying; i++) {
      stay.add(start(factory, this::awaitEnd));
    }
    await().atMost(PATIENCE).until(() -> live().size() == staying);
    ExecutorService executor = VirtualApi.executor(factory);
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < 10_000; i++) {
        executor.execute(() -> {});
      }
      List<Thread> shown = live();
      Set<Thread> distinct = identitySet();
      distinct.addAll(shown);
      assertThat(distinct).hasSize(shown.size());
      // Not AssertJ's, which compares each with each.
      assertThat(distinct.containsAll(stay)).isTrue();
    }
    executor.shutdown();
    assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    await().atMost(PATIENCE).until(() -> live().size() == staying);
    end.countDown();
    await().atMost(PATIENCE).until(() -> live().isEmpty());
    assertThat(counted.failures()).isZero();
  }

  @Test
  void forEach_toldToEnd_ends() {
    VirtualApi.assumeThere();
    ThreadFactory factory = counted.factory(VirtualApi.factory());
    for (int i = 0; i < 1_000; i++) {
      start(factory, this::awaitEnd);
    }
    await().atMost(PATIENCE).until(() -> live().size() == 1_000);
    List<Thread> shown = new ArrayList<>();
    counted.forEach((thread, task) -> shown.add(thread) && shown.size() < 7);
    assertThat(shown).hasSize(7);
  }

  @Test
  void endedThreads_afterwards_areNotHeld() throws InterruptedException {
    VirtualApi.assumeThere();
    ThreadFactory factory = counted.factory(VirtualApi.factory());
    Object held = new Object();
    Runnable task = () -> assertThat(held).isNotNull();
    Thread thread = start(factory, task);
    thread.join();
    WeakReference<Thread> weakThread = new WeakReference<>(thread);
    WeakReference<Runnable> weakTask = new WeakReference<>(task);
    thread = null;
    task = null;
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(weakThread.get()).isNull();
              assertThat(weakTask.get()).isNull();
            });
    assertThat(factory).isNotNull();
  }

  @Test
  void countedTask_itsMemory_isAtMost48Bytes() {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    CountedTask[] made = new CountedTask[100_000];
    Runnable task = () -> {};
    long before = threads.getThreadAllocatedBytes(self);
    for (int i = 0; i < made.length; i++) {
      made[i] = new CountedTask(task, null);
    }
    double each = (threads.getThreadAllocatedBytes(self) - before) / (double) made.length;
    assertThat(made[made.length - 1].task()).isSameAs(task);
    assertThat(each).isBetween(32., 48.);
  }

  private static Thread start(ThreadFactory factory, Runnable task) {
    Thread thread = factory.newThread(task);
    thread.start();
    return thread;
  }

  private static boolean waiting(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  private static Set<Thread> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private List<Thread> live() {
    List<Thread> live = new ArrayList<>();
    counted.forEach((thread, task) -> live.add(thread));
    return live;
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
