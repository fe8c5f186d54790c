package io.threadleak.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.threadleak.model.ThreadKind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What Wald's theory promises of the oracles. */
class OracleTest {

  private static final Grid GRID = Grid.ofHours(3, 10);

  private static final double FROM = 600;

  private static final RequestLeak LEAK =
      new RequestLeak(
          Load.constant(GRID, 100), new Lifetime.Exponential(0.5), 1.0 / 60 / 100, FROM);

  @Test
  void byLiveThreads_healthyServices_stopsAtMostAsOftenAsItsErrorSays() {
    int stopped = 0;
    for (int seed = 0; seed < 400; seed++) {
      stopped += Oracle.byLiveThreads(LEAK, GRID, site(seed, false)) < 0 ? 0 : 1;
    }

    // 4 expected at most; 12 or more would be a chance of one in a thousand.
    assertThat(stopped).isLessThan(12);
  }

  @Test
  void byLiveThreads_leakingServices_stopsAtEveryOneSoon() {
    double[] minutes = new double[50];
    Arrays.setAll(
        minutes,
        seed -> {
          SiteTrace site = site(seed, true);
          return (Oracle.byLiveThreads(LEAK, GRID, site) - site.leaksFrom) / 6.0;
        });

    assertThat(Arrays.stream(minutes)).allMatch(minute -> minute > 0 && minute < 20);
  }

  @Test
  void byLivedTime_oneLeakedThread_waitsForItsThresholdTimesTheMean() {
    Lives lives = new Lives(GRID);
    lives.leaksFrom(60);
    lives.addLeaked(60, Lives.NEVER, 1);

    int stopped = Oracle.byLivedTime(GRID, lives.trace("site", ThreadKind.PLATFORM), 1000);

    assertThat((stopped - 60) * 10.0).isCloseTo(1000 * Math.log(100), within(20.0));
  }

  @Test
  void healthyMeans_constantLoad_areLittlesLaw() {
    assertThat(Arrays.stream(LEAK.healthyMeans(GRID))).allMatch(mean -> Math.abs(mean - 50) < 0.01);
  }

  private static SiteTrace site(long seed, boolean leaks) {
    Lives lives = new Lives(GRID);
    Requests.settled(lives, new Draws("oracle", seed, "site"), LEAK.requests(), LEAK.life());
    if (leaks) {
      Load rate = LEAK.requests().times(LEAK.share());
      Leak.atRate(lives, new Draws("oracle", seed, "leak"), rate, FROM);
    } else {
      lives.leaksFrom(GRID.roundAt(FROM));
    }
    return lives.trace("site", ThreadKind.PLATFORM);
  }
}
