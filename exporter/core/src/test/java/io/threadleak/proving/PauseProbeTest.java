package io.threadleak.proving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class PauseProbeTest {

  private final AtomicLong clock = new AtomicLong();

  /** Whatever the probe's thread is at when the JVM stands still, and when it is asked. */
  @RepeatedTest(100)
  void stop_rightAfterAPause_hasMeasuredIt() throws Exception {
    PauseProbe probe = PauseProbe.start(clock::get);
    clock.addAndGet(Duration.ofSeconds(5).toNanos());
    assertThat(probe.stop()).isEqualTo(4.999);
  }

  @Test
  void stop_withoutPause_isZero() throws Exception {
    assertThat(PauseProbe.start(clock::get).stop()).isZero();
  }

  @Test
  void stop_ofTheRealClock_isNoMoreThanTheWholeTime() throws Exception {
    long begin = System.nanoTime();
    double pause = PauseProbe.start().stop();
    assertThat(pause).isBetween(0.0, (System.nanoTime() - begin) / 1e9);
  }
}
