package io.threadleak.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.threadleak.attribution.ApplicationCode;
import io.threadleak.model.VirtualThreadsReport;
import io.threadleak.model.VirtualThreadsReport.PinnedFrame;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Pinned threads while they are pinned, as the agent sees them, on a clock of the test's own. */
@Tag("opened-jdk")
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there are no virtual threads")
final class OpenedCarriersTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final long ROUND = 10_000_000_000L;
  private static final String WAITED = "io.threadleak.scheduling.Pinning.await(Pinning.java:";

  private final VirtualThreadWatch watch =
      new VirtualThreadWatch(
          () -> ApplicationCode.ofThisJvm(List.of("io.threadleak.scheduling")), true, false);
  private long nanos = 1;

  @AfterEach
  void close() {
    Pinning.FIRST_END.countDown();
    watch.close();
  }

  @Test
  void look_threadThatStaysPinned_isCountedByFrameAndItsTimeOnce() {
    Thread thread = Pinning.start(Pinning.First::pin);
    await().atMost(DEADLINE).until(() -> thread.getState() == Thread.State.WAITING);

    VirtualThreadsReport first = look();
    assertThat(first.pinned()).isEqualTo(1);
    assertThat(first.pinnedFrames()).containsExactly(new PinnedFrame("other", 1, 0, 0));

    look();
    VirtualThreadsReport third = look();
    assertThat(third.pinned()).isEqualTo(1);
    assertThat(third.pins()).isEqualTo(1);
    assertThat(third.pinnedSeconds()).isEqualTo(10);
    assertThat(third.pinnedFrames().get(0).frame()).startsWith(WAITED);
    assertThat(third.pinnedFrames().get(0).pinned()).isEqualTo(1);
    assertThat(third.pinnedFrames().get(1)).isEqualTo(new PinnedFrame("other", 0, 0, 0));

    await().atMost(DEADLINE).until(Pinning::isStreamed);
    Pinning.FIRST_END.countDown();
    Thread next = Pinning.pinForAMoment();
    await().atMost(DEADLINE).until(() -> !next.isAlive());
    await().atMost(DEADLINE).until(() -> Objects.equals(look().pins(), 2L));

    // Events come in order, so that of the first wait is in as well.
    VirtualThreadsReport last = look();
    assertThat(last.pinned()).isZero();
    assertThat(last.pinnedSeconds()).isGreaterThan(10).isLessThan(15);
    assertThat(last.pinnedFrames()).hasSize(2);
    assertThat(last.pinnedFrames().get(0).pins()).isEqualTo(2);
  }

  @Test
  void defaultPool_openedJdk_isTheSchedulerThatTheBeanShows() {
    Pinning.start(() -> {});
    SchedulerView pool = SchedulerView.pool(SchedulerView.defaultPool());

    assertThat(pool).isNotNull();
    assertThat(Objects.requireNonNull(pool.read()).parallelism())
        .isEqualTo(Objects.requireNonNull(look().scheduler()).parallelism());
  }

  private VirtualThreadsReport look() {
    nanos += ROUND;
    return Objects.requireNonNull(watch.look(nanos));
  }
}
