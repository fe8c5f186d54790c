package io.threadleak.junit.suite;

import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.junit.NoThreadLeaks;
import io.threadleak.junit.ThreadLeaks;
import java.time.Duration;
import java.util.Timer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of which each leaks. */
@NoThreadLeaks
public final class Leaking {

  @BeforeEach
  void startForOneOfThem(TestInfo test) {
    if (test.getDisplayName().startsWith("threadOfBeforeEach")) {
      start("made-before", Stopper::awaitEnd);
    }
  }

  @Test
  void thread_thatWaitsForEver() {
    start("reply-reader", Stopper::awaitEnd);
  }

  @Test
  void executor_thatIsNotShutDown() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    Stopper.closeAtEnd(executor::shutdownNow);
    executor.submit(() -> {}).get();
    executor.submit(() -> {}).get();
  }

  @Test
  void scheduler_thatIsNotShutDown() {
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    Stopper.closeAtEnd(scheduler::shutdownNow);
    var unused = scheduler.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);
  }

  @Test
  void timer_thatIsNotCancelled() {
    Timer timer = new Timer("reminder");
    Stopper.closeAtEnd(timer::cancel);
  }

  @Test
  void grandchild_ofThreadThatHasEnded() throws Exception {
    start("middle", () -> start("grandchild", Stopper::awaitEnd)).join();
  }

  @Test
  void failing_andLeaking() {
    start("left-by-failure", Stopper::awaitEnd);
    throw new IllegalStateException("the test's own failure");
  }

  @Test
  void threadOfBeforeEach_thatWaitsForEver() {}

  @Test
  void cancelled_thatDoesNotEnd() {
    ThreadLeaks.assertEndsWithin(
        Duration.ofMillis(50), () -> start("not-cancelled", Stopper::awaitEnd), () -> {});
  }

  @Test
  @NoThreadLeaks(lingerMillis = 50)
  void slow_toEndForItsLinger() {
    start("slow", Stopper::awaitEnd);
  }

  @ParameterizedTest(name = "number {0}")
  @ValueSource(ints = {1, 2})
  void parameter_ofWhichOneLeaks(int number) {
    if (number == 2) {
      start("of-two", Stopper::awaitEnd);
    }
  }

  @Test
  void virtual_thatWaitsForEver() throws Exception {
    CountDownLatch runs = new CountDownLatch(1);
    Thread thread =
        VirtualThreadApi.unstarted(
            () -> {
              runs.countDown();
              Stopper.awaitEnd();
            });
    if (thread != null) {
      thread.start();
      runs.await();
    }
  }

  /** Nested tests are watched as those around them. */
  @Nested
  final class Inside {

    @Test
    void thread_thatWaitsForEver() {
      start("nested-reader", Stopper::awaitEnd);
    }
  }

  private static Thread start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    while (thread.getState() == Thread.State.RUNNABLE) {
      Thread.onSpinWait(); // on a slow machine it would be told of before it waits
    }
    return thread;
  }
}
