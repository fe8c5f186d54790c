package io.threadleak.junit.suite;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.threadleak.junit.NoThreadLeaks;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * A program, to be run by hand, that prints what the extension adds to a test that does not leak:
 * classes with and without it take turns, and the medians of their times are compared. Its argument
 * is the number of threads that wait beside.
 */
public final class CostMain {

  private static final int TESTS = 1_000;
  private static final int ROUNDS = 9;

  private CostMain() {}

  static class Nothing {
    @RepeatedTest(TESTS)
    void nothing() {}
  }

  @NoThreadLeaks
  static final class NothingWatched extends Nothing {}

  static class OneThread {
    @RepeatedTest(TESTS)
    void thread_started_andJoined() throws Exception {
      Thread thread = new Thread(() -> {});
      thread.start();
      thread.join();
    }
  }

  @NoThreadLeaks
  static final class OneThreadWatched extends OneThread {}

  static class Pool {
    @RepeatedTest(TESTS)
    void pool_usedAndShutDown_notAwaited() throws Exception {
      ExecutorService pool = Executors.newFixedThreadPool(4);
      for (int i = 0; i < 4; i++) {
        pool.submit(() -> {}).get();
      }
      pool.shutdown();
    }
  }

  @NoThreadLeaks
  static final class PoolWatched extends Pool {}

  /** Prints the table. */
  public static void main(String[] arguments) throws Exception {
    int beside = arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]);
    for (int i = 0; i < beside; i++) {
      Thread thread = new Thread(Stopper::awaitEnd, "beside-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    System.out.println(
        "%d threads beside, Java %s".formatted(beside, System.getProperty("java.version")));
    System.out.println("| A test with | without | watched | added |");
    System.out.println("|---|---|---|---|");
    print("nothing", Nothing.class, NothingWatched.class);
    print("one thread, joined", OneThread.class, OneThreadWatched.class);
    print("a pool of 4, shut down, not awaited", Pool.class, PoolWatched.class);
    Stopper.stop();
  }

  private static void print(String what, Class<?> plain, Class<?> watched) {
    double[] without = new double[ROUNDS];
    double[] with = new double[ROUNDS];
    millis(plain);
    millis(watched);
    for (int round = 0; round < ROUNDS; round++) {
      without[round] = millis(plain);
      with[round] = millis(watched);
    }
    double before = median(without);
    double after = median(with);
    System.out.println(
        String.format(
            Locale.ROOT,
            "| %s | %.3f ms | %.3f ms | %.3f ms |",
            what,
            before,
            after,
            after - before));
  }

  private static double millis(Class<?> tests) {
    Launcher launcher = LauncherFactory.create();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    long begin = System.nanoTime();
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request().selectors(List.of(selectClass(tests))).build(),
        summary);
    long end = System.nanoTime();
    if (summary.getSummary().getTestsSucceededCount() != TESTS) {
      throw new IllegalStateException(tests + ": " + summary.getSummary().getFailures());
    }
    return (end - begin) / 1e6 / TESTS;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
