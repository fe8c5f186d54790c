package io.threadleak.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.threadleak.ThreadLeak;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

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
  @SuppressWarnings("try") // open for its duration
  void openStream_threadsOfDifferentScopes_areKnownToBeOfThem() throws Exception {
    attribution.open(ledger);
    List<Thread> threads = new ArrayList<>();
    try {
      for (String scope : List.of("first", "second", "third")) {
        try (ThreadLeak.Scope open = ThreadLeak.scope(scope)) {
          threads.add(started("in " + scope));
          VirtualThreadApi.unstarted(
              () -> {}); // takes the scope over as well, and is told by nobody
        }
        threads.add(started("out of " + scope));
      }
      await()
          .atMost(DEADLINE)
          .until(() -> threads.stream().allMatch(t -> ledger.find(t.getId()) != null));

      assertThat(threads)
          .extracting(thread -> Objects.requireNonNull(ledger.find(thread.getId())).scope())
          .containsExactly("first", null, "second", null, "third", null);
      assertThat(attribution.trouble()).isNull();
    } finally {
      attribution.close();
      threads.forEach(Thread::interrupt);
    }
  }

  /** JFR tells of the carrier as the one that has started it. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "no virtual threads before")
  @SuppressWarnings("try") // open for its duration
  void openStream_threadStartedByAVirtualOneInAScope_isKnownToBeOfIt() throws Exception {
    attribution.open(ledger);
    BlockingQueue<Thread> started = new LinkedBlockingQueue<>();
    try (ThreadLeak.Scope open = ThreadLeak.scope("served")) {
      Runnable start = () -> started.add(started("by a virtual thread"));
      Runnable task = ThreadLeak.wrap(start);
      Objects.requireNonNull(VirtualThreadApi.unstarted(task)).start();
      Thread thread = started.take();
      await().atMost(DEADLINE).until(() -> ledger.find(thread.getId()) != null);
      assertThat(Objects.requireNonNull(ledger.find(thread.getId())).scope()).isEqualTo("served");
      thread.interrupt();
    } finally {
      attribution.close();
    }
  }

  private static Thread started(String name) {
    Thread thread = new Thread(JfrAttributionTest::untilInterrupted, name);
    thread.start();
    return thread;
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
