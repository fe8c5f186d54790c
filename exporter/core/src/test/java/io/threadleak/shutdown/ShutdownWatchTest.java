package io.threadleak.shutdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.threadleak.attribution.SiteTable;
import io.threadleak.attribution.ThreadLedger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A JVM that is told to stop, as far as one can go that goes on. */
final class ShutdownWatchTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final CountDownLatch end = new CountDownLatch(1);
  private final List<ShutdownReport> told = new CopyOnWriteArrayList<>();
  private final ThreadLedger ledger = new ThreadLedger(new SiteTable(10), System::nanoTime);

  @AfterEach
  void endsTheThreads() {
    end.countDown();
  }

  @Test
  void toldToStop_threadThatDoesNotEnd_isToldThreeTimesAtMost() throws Exception {
    try (ShutdownWatch watch = ShutdownWatch.open(ledger, Duration.ofMillis(50), told::add)) {
      Thread stuck = stuck("stuck-in-test");

      watch.toldToStop();

      await().atMost(DEADLINE).until(() -> told.size() == 3);
      assertThat(told)
          .allSatisfy(
              report -> {
                assertThat(report.cause()).isEqualTo(ShutdownCause.TOLD_TO_STOP);
                assertThat(report.hooks())
                    .as("started by nobody knows whom, and no earlier than the stop")
                    .anySatisfy(hook -> assertIsStuck(hook, stuck.getName()));
              });
      assertThat(told.get(2).since()).isGreaterThanOrEqualTo(Duration.ofMillis(36 * 50));
    }
  }

  @Test
  void look_jvmWhoseMainThreadLives_tellsNothing() {
    try (ShutdownWatch watch = ShutdownWatch.open(ledger, Duration.ofNanos(1), told::add)) {
      watch.look();
      watch.look();
    }
    assertThat(told).isEmpty();
  }

  @Test
  void close_watch_takesItsHookBack() {
    ShutdownWatch watch = ShutdownWatch.open(ledger, Duration.ofMillis(1), told::add);
    watch.close();
    watch.close();
    assertThat(told).isEmpty();
  }

  private static void assertIsStuck(Blocker blocker, String name) {
    assertThat(blocker.name()).isEqualTo(name);
    assertThat(blocker.where()).contains("ShutdownWatchTest.waitForTheEnd(");
    assertThat(blocker.state()).isEqualTo(Thread.State.WAITING);
    assertThat(blocker.waitsFor()).isEqualTo("java.util.concurrent.CountDownLatch$Sync");
    assertThat(blocker.frames()).hasSizeLessThanOrEqualTo(15);
  }

  private Thread stuck(String name) {
    Thread thread = new Thread(this::waitForTheEnd, name);
    thread.setDaemon(false);
    thread.start();
    await().atMost(DEADLINE).until(() -> thread.getState() == Thread.State.WAITING);
    return thread;
  }

  private void waitForTheEnd() {
    try {
      end.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
