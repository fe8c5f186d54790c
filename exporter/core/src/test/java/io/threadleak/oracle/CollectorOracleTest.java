package io.threadleak.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.threadleak.attribution.VirtualApi;
import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.model.ProofException;
import io.threadleak.oracle.CollectorOracle.Look;
import io.threadleak.sampling.JdkThreadContainers;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Real virtual threads and real collections, in a JDK opened as the agent opens it. */
@Tag("opened-jdk")
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "no virtual threads before")
final class CollectorOracleTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PREFIX = "oracle-";

  private final JdkThreadContainers containers = new JdkThreadContainers();
  private final CollectorOracle oracle = new CollectorOracle(containers);
  private final List<CountDownLatch> held = new ArrayList<>();

  /** What the tests have leaked is found, and can be interrupted. */
  @AfterEach
  void endThreads() throws ProofException {
    held.forEach(CountDownLatch::countDown);
    found(oracle.look(PATIENCE)).forEach(Thread::interrupt);
    await().until(() -> living() == 0);
  }

  @Test
  void look_threadsNobodyCanReach_findsAllOfThemAndNoOther() throws Exception {
    leak(1_000);
    hold(1_000);
    awaitWaiting(2_000);

    Look look = oracle.look(PATIENCE);

    assertThat(look.candidates()).isGreaterThanOrEqualTo(2_000);
    assertThat(found(look)).hasSize(1_000).allMatch(thread -> name(thread).equals("leaked"));
    assertThat(found(look).get(0).getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals(CountDownLatch.class.getName()));
  }

  @Test
  void look_repeated_findsTheSameAndLosesNone() throws Exception {
    leak(100);
    hold(100);
    awaitWaiting(200);
    for (int i = 0; i < 20; i++) {
      assertThat(found(oracle.look(PATIENCE))).hasSize(100);
      assertThat(living()).isEqualTo(200);
    }
  }

  @Test
  void look_threadsThatWaitForEachOther_areFoundTogether() throws Exception {
    chain(50);
    awaitWaiting(50);
    assertThat(found(oracle.look(PATIENCE))).hasSize(50);
  }

  @Test
  void look_threadHeldByAnother_isNotFound() throws Exception {
    Thread kept = start("kept", () -> LockSupport.park());
    awaitWaiting(1);
    assertThat(found(oracle.look(PATIENCE))).isEmpty();
    LockSupport.unpark(kept);
    await().until(() -> living() == 0);
  }

  /** As long as the first of the two is being finalized, the other one is still to come. */
  @Test
  void look_threadThatAFinalizerWillWake_isNotFound() throws Exception {
    CountDownLatch finalizersGoOn = new CountDownLatch(1);
    held.add(finalizersGoOn);
    wakeByFinalizers(2, finalizersGoOn);
    awaitWaiting(2);
    assertThat(found(oracle.look(PATIENCE))).isEmpty();
    finalizersGoOn.countDown();
    await().until(() -> living() == 0);
  }

  private static void wakeByFinalizers(int threads, CountDownLatch first) {
    for (int i = 0; i < threads; i++) {
      CountDownLatch latch = new WakesLast(first).latch;
      start("woken", () -> awaitQuietly(latch));
    }
  }

  @Test
  void look_timedWaits_areNoCandidates() throws Exception {
    AtomicBoolean woken = new AtomicBoolean();
    startTimed(woken);
    await().until(() -> living() == 1);
    assertThat(found(oracle.look(PATIENCE))).isEmpty();
    await().untilTrue(woken);
  }

  @Test
  void look_whileThreadsParkAndAreWoken_findsNoneOfThemAndLosesNoWakeUp() throws Exception {
    int pairs = 100;
    AtomicBoolean end = new AtomicBoolean();
    AtomicInteger turns = new AtomicInteger();
    leak(100);
    awaitWaiting(100);
    try {
      for (int i = 0; i < pairs; i++) {
        pingPong(new SynchronousQueue<>(), end, turns);
      }
      for (int i = 0; i < 10; i++) {
        int before = turns.get();
        assertThat(found(oracle.look(PATIENCE)))
            .hasSize(100)
            .allMatch(thread -> name(thread).equals("leaked"));
        await().until(() -> turns.get() > before + pairs);
      }
    } finally {
      end.set(true);
    }
    await().until(() -> living() == 100);
  }

  @Test
  void look_executorThatNobodyHolds_isFoundAndStaysRegistered() throws Exception {
    leakWithExecutor();
    awaitWaiting(2);
    for (int i = 0; i < 3; i++) {
      assertThat(found(oracle.look(PATIENCE))).hasSize(2);
      assertThat(living()).isEqualTo(2);
    }
  }

  @Test
  void look_threadInterruptedAfterwards_unwindsAndLetsItsJoinerGoOn() throws Exception {
    CountDownLatch unwound = new CountDownLatch(2);
    leakWithJoiner(unwound);
    awaitWaiting(2);

    List<Thread> found = found(oracle.look(PATIENCE));

    assertThat(found).hasSize(2);
    found.stream().filter(thread -> name(thread).equals("leaked")).forEach(Thread::interrupt);
    unwound.await();
  }

  @Test
  void look_objectsOnALeakedStack_keepTheirCleanersButNotTheirWeakReferences() throws Exception {
    AtomicBoolean cleaned = new AtomicBoolean();
    Cleaner cleaner = Cleaner.create();
    WeakReference<?> weak = leakWithResource(cleaner, cleaned);
    awaitWaiting(1);

    assertThat(found(oracle.look(PATIENCE))).hasSize(1);
    System.gc();

    assertThat(weak.refersTo(null)).as("a weak reference is cleared").isTrue();
    assertThat(cleaned).as("a cleaner has run").isFalse();
  }

  /** Leaves out what other tests may have left behind. */
  private static List<Thread> found(Look look) {
    return look.found().stream().filter(thread -> thread.getName().startsWith(PREFIX)).toList();
  }

  private static void leak(int threads) {
    for (int i = 0; i < threads; i++) {
      CountDownLatch latch = new CountDownLatch(1);
      start("leaked", () -> awaitQuietly(latch));
    }
  }

  private void hold(int threads) {
    for (int i = 0; i < threads; i++) {
      CountDownLatch latch = new CountDownLatch(1);
      held.add(latch);
      start("held", () -> awaitQuietly(latch));
    }
  }

  private static void chain(int threads) {
    CountDownLatch next = new CountDownLatch(1);
    for (int i = 0; i < threads; i++) {
      CountDownLatch mine = new CountDownLatch(1);
      CountDownLatch mineNext = next;
      start(
          "leaked",
          () -> {
            awaitQuietly(mine);
            mineNext.countDown();
          });
      next = mine;
    }
  }

  private static void startTimed(AtomicBoolean woken) {
    start(
        "timed",
        () -> {
          LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
          woken.set(true);
        });
  }

  private static void pingPong(
      SynchronousQueue<Integer> queue, AtomicBoolean end, AtomicInteger turns) {
    start(
        "giver",
        () -> {
          while (!end.get()) {
            putQuietly(queue, 1);
            // Else these threads are always the first in their carrier's queue, and alone.
            LockSupport.parkNanos(1_000_000);
          }
          putQuietly(queue, 0);
        });
    start(
        "taker",
        () -> {
          while (takeQuietly(queue) != 0) {
            turns.incrementAndGet();
          }
        });
  }

  private static void leakWithExecutor() {
    ExecutorService executor = VirtualApi.executor(VirtualApi.factory());
    start(
        "leaked",
        () -> {
          executor.execute(
              () -> {
                Thread.currentThread().setName(PREFIX + "leaked");
                awaitQuietly(new CountDownLatch(1));
              });
          awaitQuietly(new CountDownLatch(1));
          executor.shutdownNow();
        });
  }

  private static void leakWithJoiner(CountDownLatch unwound) {
    CountDownLatch never = new CountDownLatch(1);
    Thread leaked =
        start(
            "leaked",
            () -> {
              awaitQuietly(never);
              unwound.countDown();
            });
    start(
        "joiner",
        () -> {
          try {
            leaked.join();
            unwound.countDown();
          } catch (InterruptedException e) {
            return;
          }
        });
  }

  private static WeakReference<?> leakWithResource(Cleaner cleaner, AtomicBoolean cleaned) {
    CountDownLatch resource = new CountDownLatch(1);
    cleaner.register(resource, () -> cleaned.set(true));
    start("leaked", () -> awaitQuietly(resource));
    return new WeakReference<>(resource);
  }

  private static Thread start(String name, Runnable task) {
    Thread thread = Objects.requireNonNull(VirtualThreadApi.unstarted(task));
    thread.setName(PREFIX + name);
    thread.start();
    return thread;
  }

  private static String name(Thread thread) {
    return thread.getName().substring(PREFIX.length());
  }

  private void awaitWaiting(int threads) {
    await().until(() -> states().stream().filter(Thread.State.WAITING::equals).count() == threads);
  }

  private int living() {
    return states().size();
  }

  private List<Thread.State> states() {
    List<Thread.State> states = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    containers.forEach(
        (thread, task) -> {
          if (thread.getName().startsWith(PREFIX) && seen.add(thread.getId())) {
            states.add(thread.getState());
          }
          return true;
        });
    return states;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void putQuietly(SynchronousQueue<Integer> queue, int value) {
    try {
      queue.put(value);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int takeQuietly(SynchronousQueue<Integer> queue) {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      return 0;
    }
  }

  /** Wakes a thread as it is finalized, after another one. */
  private static final class WakesLast {
    private final CountDownLatch latch = new CountDownLatch(1);
    private final CountDownLatch before;

    WakesLast(CountDownLatch before) {
      this.before = before;
    }

    @Override
    @SuppressWarnings({"deprecation", "removal", "Finalize", "Finalizer"}) // what this is about
    protected void finalize() {
      awaitQuietly(before);
      latch.countDown();
    }
  }
}
