package io.threadleak.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The words on what holds up the end. */
final class ShutdownTextTest {

  private static final StackTraceElement FRAME =
      new StackTraceElement("app", null, null, "com.acme.Shop", "drain", "Shop.java", 31);

  private static final Blocker HOOK =
      new Blocker(
          "com.acme.Shop.drain(Shop.java:31)",
          "drainer",
          1,
          Thread.State.BLOCKED,
          "com.acme.Stock",
          "refill",
          List.of(FRAME));

  private static final Blocker WORKERS =
      new Blocker(
          "com.acme.Shop.start(Shop.java:7)",
          "worker\n\"1\"",
          3,
          Thread.State.RUNNABLE,
          null,
          null,
          List.of());

  @Test
  void text_hookAndThreads_saysWhatEachWaitsForAndWhoHoldsIt() {
    assertThat(text(ShutdownCause.TOLD_TO_STOP, 61_000, List.of(HOOK), List.of(WORKERS), 4))
        .isEqualTo(
            """
            This JVM was told to stop 61 s ago and has not ended: 1 shutdown hook has not returned.
            Hooks that have not returned:
              1 thread of com.acme.Shop.drain(Shop.java:31) ("drainer"), blocked for com.acme.Stock, which "refill" holds
                at com.acme.Shop.drain(Shop.java:31)
            Threads that are no daemons, for which a hook may wait:
              3 threads of com.acme.Shop.start(Shop.java:7) ("worker?"1"" and others), runnable
            and 4 threads more.""");
  }

  @Test
  void text_noHookInSight_saysSo() {
    assertThat(text(ShutdownCause.TOLD_TO_STOP, 1_500, List.of(), List.of(), 0))
        .isEqualTo(
            "This JVM was told to stop 1.5 s ago and has not ended: no hook is seen, the JVM itself"
                + " is not done.");
  }

  @Test
  void text_closedMonitor_countsTheThreads() {
    assertThat(text(ShutdownCause.MONITOR_CLOSED, 10_000, List.of(), List.of(WORKERS), 0))
        .startsWith(
            "The main thread has ended and the monitor was closed 10 s ago, but the JVM goes on:"
                + " 3 threads that are no daemons hold it.");
  }

  @Test
  void text_idlePool_tellsTheCure() {
    assertThat(text(ShutdownCause.ONLY_IDLE_POOLS, 12_000, List.of(), List.of(WORKERS.and(-2)), 0))
        .startsWith(
            "The main thread has ended, and for 12 s nothing but idle threads of pools has kept the"
                + " JVM: 1 thread that is no daemon holds it. Shut their pools down, or have them"
                + " make daemons.");
  }

  private static String text(
      ShutdownCause cause, long millis, List<Blocker> hooks, List<Blocker> threads, int leftOut) {
    return new ShutdownReport(cause, Duration.ofMillis(millis), hooks, threads, leftOut).text();
  }
}
