package io.threadleak.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class ThreadLeakWatchTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @Test
  @Timeout(120)
  void start_sourceThatTakesItsTime_isNotWaitedFor() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    FakeSource source = new FakeSource();
    ThreadLeakWatch watch = new ThreadLeakWatch(() -> () -> after(open, source));
    watch.start();
    assertThat(watch.isRunning()).isTrue();
    assertThat(watch.report()).isEmpty();
    open.countDown();
    Awaitility.await().atMost(DEADLINE).until(() -> watch.report().isPresent());
    watch.stop();
    assertThat(source.closed).isTrue();
  }

  @Test
  @Timeout(120)
  void stop_whileTheSourceIsBeingOpened_closesItOnceItIs() {
    CountDownLatch open = new CountDownLatch(1);
    FakeSource source = new FakeSource();
    ThreadLeakWatch watch = new ThreadLeakWatch(() -> () -> after(open, source));
    watch.start();
    watch.stop();
    assertThat(source.closed).isFalse();
    open.countDown();
    Awaitility.await().atMost(DEADLINE).untilTrue(source.closed);
    assertThat(watch.report()).isEmpty();
  }

  @Test
  void start_againAfterAStop_opensAnotherSource() {
    AtomicInteger opened = new AtomicInteger();
    ThreadLeakWatch watch =
        new ThreadLeakWatch(
            () ->
                () -> {
                  opened.incrementAndGet();
                  return new FakeSource();
                });
    for (int time = 0; time < 2; time++) {
      watch.start();
      watch.start();
      Awaitility.await().atMost(DEADLINE).until(() -> watch.report().isPresent());
      watch.stop();
      watch.stop();
      assertThat(watch.isRunning()).isFalse();
    }
    assertThat(opened).hasValue(2);
  }

  @Test
  void start_sourceThatFails_leavesTheApplicationAlone() {
    CountDownLatch asked = new CountDownLatch(1);
    ThreadLeakWatch watch =
        new ThreadLeakWatch(
            () ->
                () -> {
                  asked.countDown();
                  throw new IllegalArgumentException("interval must be from 1 s to 1 h");
                });
    watch.start();
    Awaitility.await().atMost(DEADLINE).until(() -> asked.getCount() == 0);
    assertThat(watch.report()).isEmpty();
    watch.stop();
  }

  private static ReportSource after(CountDownLatch latch, ReportSource source) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return source;
  }
}
