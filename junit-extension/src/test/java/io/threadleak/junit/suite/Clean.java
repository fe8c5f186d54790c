package io.threadleak.junit.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.junit.NoThreadLeaks;
import io.threadleak.junit.ThreadLeaks;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Tests of which none leaks, beside those that do. */
@NoThreadLeaks
public final class Clean {

  private final ExecutorService closedAfterEach = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    closedAfterEach.shutdownNow();
  }

  @RepeatedTest(20)
  void executor_thatIsShutDown() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    executor.submit(() -> {}).get();
    executor.shutdown();
  }

  @RepeatedTest(20)
  void nothing_isStarted() {}

  @Test
  void executor_thatAfterEachShutsDown() throws Exception {
    closedAfterEach.submit(() -> {}).get();
  }

  @Test
  void thread_thatEndsAWhileAfterTheTest() {
    CountDownLatch never = new CountDownLatch(1);
    start(
        "slow",
        () -> {
          try {
            var unused = never.await(150, TimeUnit.MILLISECONDS);
          } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @Test
  void commonPool_isTheJdks() {
    assertEquals(4950, IntStream.range(0, 100).parallel().sum());
    assertEquals(1, CompletableFuture.supplyAsync(() -> 1).join());
  }

  @Test
  @NoThreadLeaks(ignoreNames = "kept-by-*")
  void thread_ignoredByName() {
    start("kept-by-name", Stopper::awaitEnd);
  }

  @Test
  @NoThreadLeaks(ignoreSites = "io.threadleak.junit.suite.Clean.startKept")
  void thread_ignoredBySite() {
    startKept();
  }

  @Test
  @NoThreadLeaks(ignoreFrames = "io.threadleak.junit.suite.Stopper.awaitEnd")
  void thread_ignoredByFrame() {
    start("kept-by-frame", Stopper::awaitEnd);
  }

  @Test
  void interrupt_leftBehind() throws Exception {
    start("short", () -> {}).join();
    Thread.currentThread().interrupt();
  }

  @Test
  void cancelled_thatEnds() {
    CountDownLatch cancel = new CountDownLatch(1);
    ThreadLeaks.assertEndsWithin(
        Duration.ofSeconds(5), () -> start("worker", () -> await(cancel)), cancel::countDown);
  }

  @Test
  void virtual_thatEnds() throws Exception {
    Thread thread = VirtualThreadApi.unstarted(() -> {});
    if (thread != null) {
      thread.start();
      thread.join();
    }
  }

  @Test
  void info_isPassedOn(TestInfo test) {
    assertEquals("info_isPassedOn(TestInfo)", test.getDisplayName());
  }

  private static void startKept() {
    Thread thread = new Thread(Stopper::awaitEnd, "kept by its site");
    thread.setDaemon(true);
    thread.start();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
