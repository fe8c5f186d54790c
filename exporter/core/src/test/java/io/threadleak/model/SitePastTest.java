package io.threadleak.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SitePastTest {

  private static final double ORIGIN = 1_760_000_000;

  @Test
  void of_historyWithinTheLimit_isCopiedWholeAtEpochSeconds() {
    SitePast past = SitePast.of(new Ramp(5), ORIGIN, 5);

    assertThat(past.size()).isEqualTo(5);
    assertThat(past.intervalSeconds()).isEqualTo(10);
    assertThat(past.levels()).isEqualTo(2);
    assertThat(past.ageRounds(1)).isEqualTo(30);
    assertThat(past.seconds(4)).isEqualTo(ORIGIN + 16);
    assertThat(past.live(4)).isEqualTo(4);
    assertThat(past.started(4)).isEqualTo(8);
    assertThat(past.ended(4)).isEqualTo(4);
    assertThat(past.aged(4, 0)).isEqualTo(40);
    assertThat(past.aged(4, 1)).isEqualTo(41);
    assertThat(past.bound(4)).isEqualTo(104);
    assertThat(past.work(4)).isEqualTo(400);
  }

  @Test
  void of_emptyHistory_isEmpty() {
    assertThat(SitePast.of(new Ramp(0), ORIGIN, 2).size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 60, 239})
  void of_longerHistory_keepsFirstAndLastAndNoMoreThanAsked(int most) {
    SitePast past = SitePast.of(new Ramp(240), ORIGIN, most);

    assertThat(past.size()).isLessThanOrEqualTo(most).isGreaterThan(most / 3);
    assertThat(past.live(0)).isZero();
    assertThat(past.live(past.size() - 1)).isEqualTo(239);
    for (int i = 1; i < past.size(); i++) {
      assertThat(past.seconds(i)).isGreaterThan(past.seconds(i - 1));
    }
  }

  @Test
  void of_longerHistory_keepsTheLastOfEachStretchOfTime() {
    SitePast past = SitePast.of(new Ramp(9), ORIGIN, 5);

    // At 0, 1, 4, 9, 16, 25, 36, 49, 64 s; stretches of 16 s.
    assertThat(IntStream.range(0, past.size()).mapToDouble(i -> past.seconds(i) - ORIGIN))
        .containsExactly(0.0, 16.0, 25.0, 36.0, 64.0);
  }

  /** A sample at each square, so that times are denser early on. */
  private record Ramp(int size) implements SiteHistory {

    @Override
    public double seconds(int index) {
      return (double) index * index;
    }

    @Override
    public double intervalSeconds() {
      return 10;
    }

    @Override
    public int live(int index) {
      return index;
    }

    @Override
    public long started(int index) {
      return 2L * index;
    }

    @Override
    public long ended(int index) {
      return index;
    }

    @Override
    public int levels() {
      return 2;
    }

    @Override
    public double ageRounds(int level) {
      return level == 0 ? 6 : 30;
    }

    @Override
    public int aged(int index, int level) {
      return 10 * index + level;
    }

    @Override
    public int bound(int index) {
      return 100 + index;
    }

    @Override
    public double work(int index) {
      return 100.0 * index;
    }
  }
}
