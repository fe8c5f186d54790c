package io.threadleak.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadleak.ThreadLeak;
import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.junit.suite.Proved;
import io.threadleak.junit.suite.Stopper;
import io.threadleak.junit.suite.SuiteMain;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The suite under the agent, in a JVM that was started with it. */
final class HookedSuiteIT {

  /** The first JDK whose dumps hold the stacks of virtual threads. */
  private static final int FIRST_WITH_STACKS = 22;

  @AfterAll
  static void stop() throws Exception {
    Proved.stop();
    Stopper.stop();
  }

  @Test
  void suite_inParallelUnderAgent_failsWhereItLeaksAndOnlyThere() throws Exception {
    Map<String, String> failures = SuiteMain.run();
    Set<String> unseen =
        VirtualThreadApi.exists() ? Set.of() : Set.of("Leaking.virtual_thatWaitsForEver");
    Goldens.compare(failures, unseen);
    assertThat(failures.values()).allMatch(message -> message.contains("by the agent's hook."));
  }

  @Test
  void suite_thatIsProvedUnderAgent_tellsSlowFromForgotten() throws Exception {
    Set<String> unseen =
        Runtime.version().feature() >= FIRST_WITH_STACKS
            ? Set.of()
            : Set.of("Proved.virtual_thatWasForgotten");
    Goldens.compare("proofs", SuiteMain.run(List.of(Proved.class), Map.of()), unseen);
  }

  @Test
  void watch_wrappedTaskOfPoolFromBefore_isBlamedForWhatItStarts() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    CountDownLatch end = new CountDownLatch(1);
    try {
      pool.submit(() -> {}).get();
      ThreadLeaks leaks =
          ThreadLeaks.watch("import", LeakRules.defaults().linger(Duration.ofMillis(50)));
      pool.submit(() -> start("not wrapped", end)).get();
      leaks.verify();
      pool.submit(ThreadLeak.wrap(() -> start("wrapped", end))).get();
      assertThatThrownBy(leaks::close)
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("1 thread leaked by import\n")
          .hasMessageContaining("\"wrapped\"");
    } finally {
      end.countDown();
      pool.shutdownNow();
    }
  }

  private static void start(String name, CountDownLatch end) {
    Thread thread =
        new Thread(
            () -> {
              try {
                end.await();
              } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }
}
