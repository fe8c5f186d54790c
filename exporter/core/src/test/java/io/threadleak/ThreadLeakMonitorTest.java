package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.threadleak.attribution.CountedThreads;
import io.threadleak.attribution.VirtualApi;
import io.threadleak.attribution.VirtualThreadApi;
import io.threadleak.exposition.SiteHistories;
import io.threadleak.model.AttributionSource;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SitePast;
import io.threadleak.model.SiteReport;
import io.threadleak.model.ThreadKind;
import io.threadleak.sampling.Throughput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The monitor as a library user has it: a real JFR stream, real threads, rounds of 1 s. */
final class ThreadLeakMonitorTest {

  private static final boolean HAS_VIRTUAL = VirtualThreadApi.exists();

  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Future<?>> submitted = new ArrayList<>();
  private final List<Thread> started = new ArrayList<>();

  @AfterEach
  void endThreads() throws InterruptedException {
    end.countDown();
    for (Thread thread : started) {
      thread.join();
    }
  }

  @Test
  void report_threadsStartedByApplicationLine_areCountedAtThatLine() {
    try (ThreadLeakMonitor monitor =
        ThreadLeakMonitor.builder().interval(Duration.ofSeconds(1)).start()) {
      for (int i = 0; i < 3; i++) {
        startWaitingThread();
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                Optional<SiteReport> found = rowOf(monitor.report(), "startWaitingThread");
                assertThat(found).isPresent();
                SiteReport row = found.get();
                assertThat(row.site().source()).isEqualTo(AttributionSource.JFR);
                assertThat(row.site().label())
                    .matches(
                        "io\\.threadleak\\.ThreadLeakMonitorTest\\.startWaitingThread"
                            + "\\(ThreadLeakMonitorTest\\.java:\\d+\\)");
                assertThat(row.live()).isEqualTo(3);
                assertThat(row.started()).isEqualTo(3);
                assertThat(row.states().waiting()).isEqualTo(3);
                assertThat(row.oldestSeconds()).isGreaterThan(0);
              });
    }
  }

  @Test
  void report_anyRound_leavesOutOwnThreadsAndCountsAllOthers() {
    try (ThreadLeakMonitor monitor =
        ThreadLeakMonitor.builder().interval(Duration.ofSeconds(1)).start()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                LeakReport report = monitor.report();
                assertThat(report.self().rounds()).isGreaterThan(1);
                assertThat(report.self().ownThreads()).isGreaterThan(0);
                assertThat(report.sites())
                    .noneMatch(row -> row.site().label().startsWith("threadleak-"));
                assertThat(report.live())
                    .isEqualTo(report.self().attributed().values().stream().mapToInt(n -> n).sum());
              });
    }
  }

  @Test
  void histories_ofRunningMonitor_growWithItsRounds() {
    try (ThreadLeakMonitor monitor =
        ThreadLeakMonitor.builder().interval(Duration.ofSeconds(1)).start()) {
      SiteHistories histories = monitor.histories();
      startWaitingThread();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                Optional<SiteReport> row = rowOf(monitor.report(), "startWaitingThread");
                assertThat(row).isPresent();
                SitePast past = histories.of(row.get().site().id());
                assertThat(past).isNotNull();
                assertThat(past.size()).isGreaterThan(1);
                assertThat(past.live(past.size() - 1)).isEqualTo(1);
                assertThat(past.seconds(past.size() - 1))
                    .isCloseTo(System.currentTimeMillis() / 1e3, within(30.0));
              });
    }
  }

  @Test
  void profile_ofRunningMonitor_tellsWhereThreadsStandAndWhoStartedThem() {
    try (ThreadLeakMonitor monitor =
        ThreadLeakMonitor.builder().interval(Duration.ofSeconds(1)).start()) {
      startWaitingThread();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(monitor.profile().groups())
                      .anySatisfy(
                          group -> {
                            assertThat(group.site().label()).contains("startWaitingThread");
                            assertThat(group.frames().get(0).getMethodName()).isEqualTo("park");
                          }));
    }
  }

  @Test
  void profile_ofClosedMonitor_isRefused() {
    ThreadLeakMonitor monitor = ThreadLeakMonitor.builder().start();
    monitor.close();

    assertThatThrownBy(monitor::profile)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The monitor is closed.");
  }

  @Test
  void report_virtualThreadsOfCountedFactory_areCountedAtTheSubmittingLine() {
    VirtualApi.assumeThere();
    CountedThreads counted = new CountedThreads();
    ExecutorService executor = VirtualApi.executor(counted.factory(VirtualApi.factory()));
    try (ThreadLeakMonitor monitor =
        ThreadLeakMonitor.builder()
            .interval(Duration.ofSeconds(1))
            .virtualThreads(counted)
            .start()) {
      for (int i = 0; i < 3; i++) {
        submitWaiting(executor);
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                LeakReport report = monitor.report();
                Optional<SiteReport> row = rowOf(report, "submitWaiting");
                assertThat(row).isPresent();
                assertThat(row.get().live()).isEqualTo(3);
                assertThat(row.get().started()).isEqualTo(3);
                assertThat(row.get().site().kind()).isEqualTo(ThreadKind.VIRTUAL);
                assertThat(row.get().site().source()).isEqualTo(AttributionSource.FACTORY);
                assertThat(report.otherVirtual()).isNotNull();
              });
    }
    executor.shutdown();
  }

  @Test
  void report_countedFactories_areNotedOrWhyThereAreNone() {
    CountedThreads counted = new CountedThreads();
    assertThat(counted.factory(Thread::new)).isNotNull();
    try (ThreadLeakMonitor monitor =
        ThreadLeakMonitor.builder()
            .interval(Duration.ofSeconds(1))
            .virtualThreads(counted)
            .start()) {
      await().atMost(Duration.ofSeconds(60)).until(() -> monitor.report().self().rounds() > 0);
      String note = HAS_VIRTUAL ? "made them (factories: 1)" : "Virtual threads do not exist";
      assertThat(monitor.report().self().notes()).anyMatch(told -> told.contains(note));
    }
  }

  @Test
  void report_withoutCountedFactories_namesTheCure() {
    try (ThreadLeakMonitor monitor =
        ThreadLeakMonitor.builder().interval(Duration.ofSeconds(1)).start()) {
      await().atMost(Duration.ofSeconds(60)).until(() -> monitor.report().self().rounds() > 0);
      assertThat(monitor.report().otherVirtual()).isNull();
      assertThat(monitor.report().self().notes())
          .anyMatch(note -> note.contains(HAS_VIRTUAL ? "CountedThreads" : "need 21 or later"));
    }
  }

  @Test
  void start_countedThreadsOfAnotherMonitor_goesOnAndNotesIt() {
    CountedThreads counted = new CountedThreads();
    ThreadLeakMonitor.Builder builder =
        ThreadLeakMonitor.builder().interval(Duration.ofSeconds(1)).virtualThreads(counted);
    try (ThreadLeakMonitor first = builder.start();
        ThreadLeakMonitor second = builder.start()) {
      assertThat(countsThemElsewhere(first)).isFalse();
      assertThat(countsThemElsewhere(second)).isEqualTo(HAS_VIRTUAL);
    }
    try (ThreadLeakMonitor third = builder.start()) {
      assertThat(countsThemElsewhere(third)).isFalse();
    }
  }

  private static boolean countsThemElsewhere(ThreadLeakMonitor monitor) {
    await().atMost(Duration.ofSeconds(60)).until(() -> monitor.report().self().rounds() > 0);
    return monitor.report().self().notes().stream()
        .anyMatch(note -> note.startsWith("Another monitor counts"));
  }

  @Test
  void close_twice_endsOwnSamplingThreadAndKeepsLastReport() {
    ThreadLeakMonitor monitor = ThreadLeakMonitor.builder().interval(Duration.ofSeconds(1)).start();
    await().atMost(Duration.ofSeconds(60)).until(() -> monitor.report().self().rounds() > 0);
    monitor.close();
    monitor.close();
    assertThat(monitor.report().self().rounds()).isGreaterThan(0);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("threadleak-sampling")));
  }

  @Test
  void throughput_thatThrows_isCountedAndNotedWhileRoundsGoOn() {
    Throughput broken =
        Throughput.counter(
            () -> {
              throw new IllegalStateException("no such MBean");
            });
    try (ThreadLeakMonitor monitor =
        ThreadLeakMonitor.builder().interval(Duration.ofSeconds(1)).throughput(broken).start()) {
      await().atMost(Duration.ofSeconds(60)).until(() -> monitor.report().self().rounds() > 1);
      assertThat(monitor.report().self().sampleFailures()).isGreaterThan(0);
      assertThat(monitor.report().work().completed()).isNull();
      assertThat(monitor.report().self().notes()).anyMatch(note -> note.contains("no such MBean"));
    }
  }

  @Test
  void builder_knobOutOfRange_isRefusedNamingKnobAndValue() {
    assertThatThrownBy(() -> ThreadLeakMonitor.builder().interval(Duration.ofMillis(500)).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("interval")
        .hasMessageContaining("PT0.5S");
    assertThatThrownBy(() -> ThreadLeakMonitor.builder().maxSites(0).start())
        .hasMessageContaining("maxSites")
        .hasMessageContaining("0");
    assertThatThrownBy(() -> ThreadLeakMonitor.builder().exportedSites(10_001).start())
        .hasMessageContaining("exportedSites");
    assertThatThrownBy(
            () -> ThreadLeakMonitor.builder().applicationPackages(List.of("com acme")).start())
        .hasMessageContaining("applicationPackages")
        .hasMessageContaining("com acme");
  }

  private void submitWaiting(ExecutorService executor) {
    submitted.add(executor.submit(this::awaitEnd));
  }

  private void startWaitingThread() {
    Thread thread = new Thread(this::awaitEnd);
    started.add(thread);
    thread.start();
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<SiteReport> rowOf(LeakReport report, String method) {
    return report.sites().stream()
        .filter(row -> row.site().label().contains("." + method + "("))
        .findFirst();
  }
}
