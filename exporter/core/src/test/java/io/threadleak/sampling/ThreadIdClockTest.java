package io.threadleak.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ThreadIdClockTest {

  private static final long SECOND = 1_000_000_000;

  private final ThreadIdClock clock = new ThreadIdClock();

  @Test
  void idAt_betweenTwoRounds_isInProportion() {
    clock.mark(100, 0);
    clock.mark(300, 10 * SECOND);

    assertThat(clock.idAt(-SECOND)).isZero();
    assertThat(clock.idAt(0)).isEqualTo(100);
    assertThat(clock.idAt(5 * SECOND)).isEqualTo(200);
    assertThat(clock.idAt(99 * SECOND)).isEqualTo(300);
    assertThat(clock.nanosOf(250)).isEqualTo(75 * SECOND / 10);
  }

  @Test
  void nanosOf_threadFromBefore_isTheFirstInstant() {
    clock.mark(100, 7);
    clock.mark(200, 8);
    assertThat(clock.nanosOf(1)).isEqualTo(7);
    assertThat(clock.idAt(7)).isEqualTo(100);
  }

  @Test
  void nanosOf_afterManyMoreRoundsThanFit_isStillCloseForTheirAge() {
    int rounds = 5 * ThreadIdClock.CAPACITY;
    for (int i = 0; i < rounds; i++) {
      clock.mark(1 + 10L * i, i * SECOND);
    }
    for (int i = 0; i < rounds; i += 97) {
      double age = rounds - i;
      assertThat(clock.nanosOf(1 + 10L * i) / (double) SECOND).isCloseTo(i, within(1 + age / 100));
      assertThat(clock.idAt(i * SECOND) / 10.).isCloseTo(i, within(1 + age / 100));
    }
  }

  @Test
  void idAt_clockThatWrapsAround_stillAscends() {
    long origin = Long.MAX_VALUE - 5 * SECOND;
    clock.mark(100, origin);
    clock.mark(300, origin + 10 * SECOND);
    assertThat(clock.idAt(origin + 5 * SECOND)).isEqualTo(200);
  }
}
