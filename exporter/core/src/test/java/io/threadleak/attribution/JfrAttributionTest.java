package io.threadleak.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JfrAttributionTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final ThreadLedger ledger = new ThreadLedger(new SiteTable(100), System::nanoTime);
  private final JfrAttribution attribution =
      new JfrAttribution(ApplicationCode.ofThisJvm(List.of("io.threadleak.attribution")));

  @Test
  void openStream_ofDaemonThreadsOnly_letsTheHostEnd() throws Exception {
    List<Thread> before = liveThreads();
    attribution.open(ledger);
    try {
      assertThat(liveThreads())
          .filteredOn(thread -> !before.contains(thread))
          .isNotEmpty()
          .allMatch(Thread::isDaemon);
    } finally {
      attribution.close();
    }
  }

  @Test
  void openStream_threadStartedRightAfter_isSeen() throws Exception {
    attribution.open(ledger);
    try {
      Thread thread = new Thread(JfrAttributionTest::untilInterrupted);
      thread.start();
      try {
        await().atMost(DEADLINE).until(() -> ledger.find(thread.getId()) != null);
      } finally {
        thread.interrupt();
        thread.join();
      }
      await().atMost(DEADLINE).until(() -> ledger.find(thread.getId()) == null);
      assertThat(attribution.trouble()).isNull();
    } finally {
      attribution.close();
    }
  }

  @Test
  void closedStream_itsThread_ends() throws Exception {
    attribution.open(ledger);

    attribution.close();

    await()
        .atMost(DEADLINE)
        .until(() -> liveThreads().stream().noneMatch(t -> t.getName().contains("leak-jfr")));
  }

  private static void untilInterrupted() {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Thread> liveThreads() {
    return List.copyOf(Thread.getAllStackTraces().keySet());
  }
}
