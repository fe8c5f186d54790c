package io.threadleak.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PaceTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final ManualClock clock = new ManualClock();
  private final List<Long> callMillis = new ArrayList<>();

  @Test
  void calls_areAsManyASecondAsTheRateSays() {
    new Pace(clock, 50)
        .keep(
            () -> {
              note();
              stopAt(10_000);
            });

    assertThat(callMillis).hasSize(501);
  }

  @Test
  void calls_afterOneThatTookLong_areMadeUpFor() {
    new Pace(clock, 50)
        .keep(
            () -> {
              if (note() == 10) {
                clock.now += 500 * MILLI;
              }
              stopAt(10_000);
            });

    assertThat(callMillis).hasSize(501);
  }

  @Test
  void calls_afterALongStall_goOnWithoutABurst() {
    new Pace(clock, 50)
        .keep(
            () -> {
              if (note() == 10) {
                clock.now += TimeUnit.SECONDS.toNanos(60);
              }
              stopAt(70_000);
            });

    assertThat(callMillis).filteredOn(at -> at >= 60_000 && at < 61_000).hasSizeBetween(36, 45);
  }

  @Test
  void interrupt_duringAWait_endsThePace() {
    clock.interrupted = true;

    new Pace(clock, 50).keep(this::note);

    assertThat(callMillis).isEmpty();
    assertThat(Thread.interrupted()).as("the interrupt is kept for the caller").isTrue();
  }

  private int note() {
    callMillis.add(clock.now / MILLI);
    return callMillis.size();
  }

  private void stopAt(long endMillis) {
    clock.interrupted = clock.now >= endMillis * MILLI;
  }

  private static final class ManualClock implements Pace.Clock {

    private long now;
    private boolean interrupted;

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public void sleepUntil(long nanoTime) throws InterruptedException {
      if (interrupted) {
        throw new InterruptedException();
      }
      now = Math.max(now, nanoTime);
    }
  }
}
