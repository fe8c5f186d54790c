package io.threadleak.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.Estimate;
import io.threadleak.model.SiteHistory;
import io.threadleak.sampling.Histories;
import io.threadleak.sampling.SiteCounts;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a forecast is made of the sum of all threads, at an interval of 10 s. */
final class TotalGrowthTest {

  private static final double INTERVAL = 10;

  private final Random random = new Random(42);

  @Test
  void look_aThreadARound_tellsItsSlopeAfterFiveMinutes() {
    Estimate growth = after(40, round -> 100 + 2 * round);
    assertThat(growth).isNotNull();
    assertThat(growth.value()).isBetween(0.19, 0.21);
    assertThat(growth.high()).isBetween(growth.value(), 0.25);
  }

  @Test
  void look_nothingChanges_isAbsent() {
    assertThat(after(2_000, round -> 200)).isNull();
  }

  @Test
  void look_noiseAroundALevel_neverTells() {
    Followed followed = follow(3_000, round -> 200 + 15 * random.nextGaussian());
    assertThat(followed.told).isZero();
  }

  /** Requests that take minutes: what is live follows what was live before. */
  @Test
  void look_loadThatWanders_seldomTells() {
    double[] away = new double[1];
    Followed followed =
        follow(
            6_000,
            round -> {
              away[0] = 0.95 * away[0] + 15 * Math.sqrt(1 - 0.95 * 0.95) * random.nextGaussian();
              return 200 + away[0];
            });
    assertThat(followed.told).isLessThan(180);
  }

  @Test
  void look_aPoolThatFillsAndStays_isAbsentSoonAfter() {
    assertThat(after(120, round -> Math.min(100 + round, 160))).isNull();
  }

  @Test
  void look_aLeakAfterAQuietDay_isToldWithinTenMinutes() {
    Estimate growth = after(8_640 + 60, round -> 100 + Math.max(0, round - 8_640));
    assertThat(growth).isNotNull();
    assertThat(growth.high()).isBetween(0.09, 0.15);
  }

  @Test
  void look_aSlowLeakUnderNoise_staysTold() {
    Followed followed = follow(6_000, round -> 150 + round / 30.0 + 3 * random.nextGaussian());
    assertThat(followed.latest).isNotNull();
    assertThat(followed.latest.value()).isBetween(0.003, 0.0037);
    assertThat(followed.changes).as("it came once and did not go").isOne();
  }

  @Test
  void look_threadsThatEnd_isAbsentAgain() {
    assertThat(after(600, round -> round < 300 ? 100 + round : 100)).isNull();
  }

  @Test
  void look_nothingKnown_isAbsent() {
    assertThat(after(1, round -> 5)).isNull();
  }

  private @Nullable Estimate after(int rounds, IntToDoubleFunction threads) {
    return follow(rounds, threads).latest;
  }

  private static Followed follow(int rounds, IntToDoubleFunction threads) {
    Histories histories = new Histories(INTERVAL, new double[0]);
    TotalGrowth growth = new TotalGrowth();
    Followed followed = new Followed();
    for (int round = 0; round < rounds; round++) {
      histories.begin(round * INTERVAL, Double.NaN);
      histories.add(0, new Sum((int) threads.applyAsDouble(round)));
      followed.see(growth.look(histories.of(0)));
    }
    return followed;
  }

  /** What was told in the course of time. */
  private static final class Followed {

    private @Nullable Estimate latest;
    private int told;
    private int changes;

    private void see(@Nullable Estimate growth) {
      told += growth == null ? 0 : 1;
      changes += (growth == null) == (latest == null) ? 0 : 1;
      latest = growth;
    }
  }

  private record Sum(int live) implements SiteCounts {

    @Override
    public long started() {
      return 0;
    }

    @Override
    public long ended() {
      return 0;
    }

    @Override
    public int aged(int level) {
      return 0;
    }

    @Override
    public int bound() {
      return SiteHistory.UNBOUNDED;
    }
  }
}
