package io.threadleak.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.threadleak.model.VirtualThreadsReport.SchedulerReport;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

final class SchedulerViewTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @Test
  void pool_allWorkersBlocked_showsThemAndTheQueue() {
    CountDownLatch end = new CountDownLatch(1);
    ForkJoinPool pool = new ForkJoinPool(2);
    try {
      SchedulerView view = Objects.requireNonNull(SchedulerView.pool(pool));
      for (int i = 0; i < 5; i++) {
        pool.execute(() -> Pinning.await(end));
      }
      await()
          .atMost(DEADLINE)
          .untilAsserted(() -> assertThat(view.read()).isEqualTo(new SchedulerReport(2, 2, 2, 3)));
    } finally {
      end.countDown();
      pool.shutdown();
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "the JDK has no such bean before")
  void ofThisJvm_withItsBean_showsTheSchedulerOfVirtualThreads() {
    Pinning.start(() -> {});

    SchedulerView view = SchedulerView.ofThisJvm();

    assertThat(view).isNotNull();
    SchedulerReport report = view.read();
    assertThat(report).isNotNull();
    assertThat(report.parallelism()).isPositive();
    assertThat(report.carriers()).isPositive();
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "there are virtual threads")
  void ofThisJvm_withoutVirtualThreads_isNone() {
    assertThat(SchedulerView.ofThisJvm()).isNull();
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there are no virtual threads")
  void defaultPool_closedJdk_isNone() {
    assertThat(SchedulerView.defaultPool()).isNull();
  }
}
