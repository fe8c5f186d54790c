package io.threadleak.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.threadleak.attribution.OwnThreads;
import io.threadleak.attribution.ThreadGroups;
import io.threadleak.model.AttributionSource;
import io.threadleak.model.CreationSite;
import io.threadleak.model.ProofTier;
import io.threadleak.model.ProvenGroup;
import io.threadleak.model.ThreadKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an interrupt frees, and what is left alone; with platform threads, on every JDK. */
final class FreeingTest {

  private final List<String> log = new ArrayList<>();
  private final Freeing freeing = new Freeing(log::add);
  private final CompletableFuture<String> never = new CompletableFuture<>();
  private final CountDownLatch latch = new CountDownLatch(1);
  private final List<Thread> started = new ArrayList<>();

  @AfterEach
  void endThreads() throws InterruptedException {
    never.complete("end");
    latch.countDown();
    for (Thread thread : started) {
      thread.join();
    }
  }

  @Test
  void free_interruptibleWait_endsAndIsToldAndCounted() throws Exception {
    Thread leaked = start(this::awaitLatch);

    assertThat(freeing.free(List.of(proven(ProofTier.PROVED, leaked)), id -> true)).isEqualTo(1);

    leaked.join();
    assertThat(freeing.total()).isEqualTo(1);
    assertThat(log)
        .singleElement()
        .asString()
        .startsWith("Interrupting 1 leaked platform threads started by com.acme.Orders")
        .contains("a java.util.concurrent.CountDownLatch that nothing alive can reach")
        .contains("They stand in ", "FreeingTest.awaitLatch(FreeingTest.java:");
  }

  @Test
  void free_wholeBatch_isLoggedBeforeTheFirstInterrupt() throws Exception {
    List<Boolean> interruptedWhenLogged = new ArrayList<>();
    Thread first = start(this::awaitLatch);
    Thread second = start(this::joinNever);
    Freeing watched =
        new Freeing(line -> interruptedWhenLogged.add(!first.isAlive() || second.isInterrupted()));

    watched.free(
        List.of(proven(ProofTier.PROVED, first), proven(ProofTier.PROVED, second)), id -> true);

    assertThat(interruptedWhenLogged).containsExactly(false, false);
  }

  @Test
  void free_uninterruptibleWait_staysAndIsInterruptedOnce() {
    Thread leaked = start(this::joinNever);
    List<ProvenThreads> proven = List.of(proven(ProofTier.PROVED, leaked));

    assertThat(freeing.free(proven, id -> true)).isEqualTo(1);
    await().until(() -> leaked.getState() == Thread.State.WAITING);

    assertThat(freeing.free(proven, id -> true)).isZero();
    assertThat(freeing.total()).isEqualTo(1);
  }

  @Test
  void free_proofOfOtherThreadsInBetween_stillInterruptsOnce() {
    Thread leaked = start(this::joinNever);
    List<ProvenThreads> proven = List.of(proven(ProofTier.PROVED, leaked));
    freeing.free(proven, id -> true);
    await().until(() -> leaked.getState() == Thread.State.WAITING);

    freeing.free(List.of(), id -> id == leaked.getId());
    assertThat(freeing.free(proven, id -> true)).isZero();

    freeing.free(List.of(), id -> false);
    assertThat(freeing.free(proven, id -> true)).isEqualTo(1);
  }

  @Test
  void free_threadOfTheJdksOwnGroup_isLeftAlone() {
    Thread systems = new Thread(ThreadGroups.root(), this::awaitLatch, "systems");
    systems.start();
    started.add(systems);
    await().until(() -> systems.getState() == Thread.State.WAITING);

    assertThat(freeing.free(List.of(proven(ProofTier.PROVED, systems)), id -> true)).isZero();
    assertThat(systems.isInterrupted()).isFalse();
  }

  @Test
  void free_joinerBehindAFreedThread_goesOnNormally() throws Exception {
    Thread leaked = start(this::awaitLatch);
    CompletableFuture<String> went = new CompletableFuture<>();
    Thread joiner = start(() -> went.complete(join(leaked)));

    int freed =
        freeing.free(
            List.of(proven(ProofTier.PROVED, joiner), proven(ProofTier.PROVED, leaked)),
            id -> true);

    assertThat(freed).isEqualTo(1);
    assertThat(went.get(60, TimeUnit.SECONDS)).isEqualTo("joined");
  }

  @Test
  void free_threadsThatOnlyWaitForThreads_areInterrupted() throws Exception {
    Thread stays = start(this::joinNever);
    Thread joiner = start(() -> join(stays));

    assertThat(freeing.free(List.of(proven(ProofTier.PROVED, joiner)), id -> true)).isEqualTo(1);

    joiner.join();
  }

  @Test
  void free_lessThanProved_isLeftAlone() {
    Thread stuck = start(this::awaitLatch);
    Thread probable = start(this::awaitLatch);

    int freed =
        freeing.free(
            List.of(proven(ProofTier.STUCK, stuck), proven(ProofTier.PROBABLE, probable)),
            id -> true);

    assertThat(freed).isZero();
    assertThat(log).isEmpty();
  }

  @Test
  void free_threadThatWentOn_isLeftAlone() throws Exception {
    Thread thread = start(this::awaitLatch);
    ProvenThreads proven = proven(ProofTier.PROVED, thread);
    latch.countDown();
    thread.join();

    assertThat(freeing.free(List.of(proven), id -> true)).isZero();
  }

  @Test
  void free_threadsOfTheJdkAndOwnOnes_areLeftAlone() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.HOURS, new LinkedBlockingQueue<>());
    pool.prestartAllCoreThreads();
    Thread own = OwnThreads.factory("test").newThread(this::awaitLatch);
    try {
      Thread idle = only(pool);
      started.add(own);
      own.start();
      await().until(() -> own.getState() == Thread.State.WAITING);
      await().until(() -> idle.getState() == Thread.State.WAITING);

      List<ProvenThreads> proven =
          List.of(proven(ProofTier.PROVED, idle), proven(ProofTier.PROVED, own));

      assertThat(freeing.free(proven, id -> true)).isZero();
      assertThat(own.isInterrupted()).isFalse();
    } finally {
      pool.shutdownNow();
    }
  }

  private static Thread only(ThreadPoolExecutor pool) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("pool-") && thread.isAlive())
        .filter(thread -> pool.getPoolSize() == 1)
        .findFirst()
        .orElseThrow();
  }

  private Thread start(Runnable task) {
    Thread thread = new Thread(task, "leaked");
    thread.start();
    started.add(thread);
    await().until(() -> thread.getState() == Thread.State.WAITING);
    return thread;
  }

  private static ProvenThreads proven(ProofTier tier, Thread thread) {
    Waiting waiting = Waiting.of(thread.getStackTrace());
    ProvenGroup group =
        new ProvenGroup(
            tier,
            new CreationSite(
                "0badcafe",
                "com.acme.Orders.start(Orders.java:7)",
                ThreadKind.PLATFORM,
                AttributionSource.AGENT,
                List.of(),
                null,
                null,
                null),
            1,
            List.of(thread.getId()),
            List.of(thread.getName()),
            waiting.frames(),
            waiting.waitsFor(),
            waiting.why(),
            List.of(),
            null,
            null);
    return new ProvenThreads(group, List.of(thread));
  }

  private void awaitLatch() {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void joinNever() {
    never.join();
  }

  private static String join(Thread thread) {
    try {
      thread.join();
      return "joined";
    } catch (InterruptedException e) {
      return "interrupted";
    }
  }
}
