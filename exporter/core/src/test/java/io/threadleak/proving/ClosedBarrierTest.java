package io.threadleak.proving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The view of a library: nothing is opened, and nothing may be printed. */
final class ClosedBarrierTest {

  @Test
  void raise_closedJdk_isNotRaised() {
    assertThat(EscapeBarrier.raise()).isFalse();
  }

  @Test
  void monitorWaits_closedJdk_areNotTold() {
    assertThat(MonitorWaits.ofThisJvm()).isNull();
  }
}
