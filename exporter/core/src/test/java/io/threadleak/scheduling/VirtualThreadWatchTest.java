package io.threadleak.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.threadleak.attribution.ApplicationCode;
import io.threadleak.model.VirtualThreadsReport;
import io.threadleak.model.VirtualThreadsReport.PinnedFrame;
import io.threadleak.model.VirtualThreadsReport.SchedulerReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** The watch without the agent: events and the scheduler, on whatever JDK runs the tests. */
final class VirtualThreadWatchTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final CountDownLatch end = new CountDownLatch(1);
  private final VirtualThreadWatch watch = watch(true, false);

  @AfterEach
  void release() {
    end.countDown();
    watch.close();
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "there are virtual threads")
  void look_jvmWithoutVirtualThreads_isNullAndStartsNoStream() {
    watch(false, true).close();
    assertThat(watch.look(1)).isNull();
    assertThat(watch.troubles()).isEmpty();
    assertThat(ownThreads()).isEmpty();
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there are no virtual threads")
  void look_waitThatHasEnded_isCountedByTheFrameThatPinned() {
    startVirtualThread();
    watch.look(1);
    await().atMost(DEADLINE).until(Pinning::isStreamed);

    Pinning.pinForAMoment();

    await().atMost(DEADLINE).until(() -> pins() == 1);

    VirtualThreadsReport report = look();
    assertThat(report.pinned()).isNull();
    assertThat(report.refused()).isZero();
    assertThat(report.pinnedSeconds()).isGreaterThanOrEqualTo(0.02);
    PinnedFrame frame = report.pinnedFrames().get(0);
    assertThat(frame.frame()).startsWith("io.threadleak.scheduling.Pinning.await(Pinning.java:");
    assertThat(frame.pins()).isEqualTo(1);
    assertThat(watch.troubles()).singleElement().asString().contains("agent");
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "the scheduler cannot be seen before")
  void look_allCarriersBusy_showsThemMountedAndOthersQueued() {
    startVirtualThread();
    int parallelism = scheduler().parallelism();
    List<Thread> busy = new ArrayList<>();
    for (int i = 0; i < parallelism; i++) {
      busy.add(Pinning.start(this::spinToTheEnd));
    }
    await().atMost(DEADLINE).until(() -> scheduler().mounted() == parallelism);

    busy.add(Pinning.start(() -> {}));

    await().atMost(DEADLINE).until(() -> scheduler().queued() == 1);
    end.countDown();
    await().atMost(DEADLINE).until(() -> scheduler().queued() == 0);
    await().atMost(DEADLINE).until(() -> busy.stream().noneMatch(Thread::isAlive));
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there are no virtual threads")
  void look_eventsSwitchedOff_startsNoStreamAndTellsNoCount() {
    startVirtualThread();
    try (VirtualThreadWatch quiet = watch(false, false)) {
      VirtualThreadsReport report = Objects.requireNonNull(quiet.look(1));

      assertThat(report.started()).isNull();
      assertThat(report.ended()).isNull();
      assertThat(report.pins()).isNull();
      assertThat(report.pinnedSeconds()).isNull();
      assertThat(report.refused()).isNull();
      assertThat(report.pinnedFrames()).isEmpty();
      assertThat(ownThreads()).isEmpty();
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there are no virtual threads")
  void look_startsAndEndsByJfr_areCountedOneByOne() throws InterruptedException {
    try (VirtualThreadWatch counting = watch(false, true)) {
      await().atMost(DEADLINE).until(Pinning::isStreamed);
      Thread lasts = Pinning.start(() -> Pinning.await(end));
      for (int i = 0; i < 1_000; i++) {
        Pinning.start(() -> {}).join();
      }

      await()
          .atMost(DEADLINE)
          .untilAsserted(
              () -> {
                VirtualThreadsReport report = Objects.requireNonNull(counting.look(1));
                assertThat(report.started()).isEqualTo(1_001);
                assertThat(report.ended()).isEqualTo(1_000);
              });
      assertThat(lasts.isAlive()).isTrue();
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there are no virtual threads")
  void closedWatch_itsThread_ends() {
    startVirtualThread();
    watch.look(1);
    assertThat(ownThreads()).isNotEmpty().allMatch(Thread::isDaemon);

    watch.close();

    await().atMost(DEADLINE).until(() -> ownThreads().isEmpty());
  }

  private void spinToTheEnd() {
    while (end.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  private int pins() {
    return Math.toIntExact(Objects.requireNonNull(look().pins()));
  }

  private SchedulerReport scheduler() {
    return Objects.requireNonNull(look().scheduler());
  }

  private VirtualThreadsReport look() {
    return Objects.requireNonNull(watch.look(1));
  }

  private static void startVirtualThread() {
    Thread thread = Pinning.start(() -> {});
    await().atMost(DEADLINE).until(() -> !thread.isAlive());
  }

  private static VirtualThreadWatch watch(boolean pinned, boolean starts) {
    return new VirtualThreadWatch(
        () -> ApplicationCode.ofThisJvm(List.of("io.threadleak.scheduling")), pinned, starts);
  }

  private static List<Thread> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("threadleak-(pinned|virtual-starts).*"))
        .toList();
  }
}
