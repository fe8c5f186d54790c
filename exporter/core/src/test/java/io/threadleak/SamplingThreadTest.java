package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Rounds share one thread, and nothing of it is left when it is closed. */
final class SamplingThreadTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final SamplingThread sampling = new SamplingThread();

  /** The pool is at its end some time before its thread is: many tries meet that. */
  @Test
  void close_whenItReturns_theThreadHasEnded() throws Exception {
    for (int i = 0; i < 300; i++) {
      SamplingThread some = new SamplingThread();
      Thread thread = some.submit(Thread::currentThread).get();
      some.close(() -> {}, LONG);
      assertThat(thread.getState()).isEqualTo(Thread.State.TERMINATED);
    }
  }

  @Test
  void close_lastTask_runsAfterWhatIsUnderWay() throws Exception {
    StringBuilder order = new StringBuilder();
    CountDownLatch begun = new CountDownLatch(1);
    Future<?> first =
        sampling.submit(
            () -> {
              begun.countDown();
              return order.append("round ");
            });
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    sampling.close(() -> order.append("last"), LONG);
    first.get();
    assertThat(order).hasToString("round last");
  }

  @Test
  void close_onTheThreadItself_waitsForNothingAndDoesTheLastTask() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    Future<Boolean> closing =
        sampling.submit(
            () -> {
              sampling.close(done::countDown, LONG);
              return done.getCount() == 1;
            });
    assertThat(closing.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void close_taskThatDoesNotEnd_isInterruptedAndWaitersAreTold() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Future<?> stuck = sampling.submit(() -> never.await(1, TimeUnit.HOURS));
    Future<?> waiting = sampling.submit(() -> "never due");
    sampling.close(() -> {}, Duration.ofMillis(50));
    assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
        .isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> stuck.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void repeat_closed_isNotBegunAgain() throws Exception {
    AtomicInteger rounds = new AtomicInteger();
    CountDownLatch some = new CountDownLatch(3);
    sampling.repeat(
        Duration.ZERO,
        Duration.ofNanos(1),
        () -> {
          rounds.incrementAndGet();
          some.countDown();
        });
    assertThat(some.await(30, TimeUnit.SECONDS)).isTrue();
    AtomicInteger atTheEnd = new AtomicInteger();
    sampling.close(() -> atTheEnd.set(rounds.get()), LONG);
    assertThat(rounds).hasValue(atTheEnd.get());
    assertThatThrownBy(() -> sampling.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
