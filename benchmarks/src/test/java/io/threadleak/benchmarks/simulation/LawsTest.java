package io.threadleak.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.threadleak.model.Ages;
import io.threadleak.model.ThreadKind;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of any population of threads, and so of a simulated one. */
class LawsTest {

  private static final Grid GRID = Grid.ofHours(20, 10);

  static List<Lifetime> lifetimes() {
    return List.of(
        new Lifetime.Exponential(0.3),
        new Lifetime.Exponential(25),
        new Lifetime.Exponential(600),
        new Lifetime.Lognormal(0.3, 1),
        new Lifetime.Lognormal(25, 0.5),
        new Lifetime.Lognormal(600, 1));
  }

  @ParameterizedTest
  @MethodSource("lifetimes")
  void settledPopulation_anyLifetime_obeysLittlesLaw(Lifetime lifetime) {
    double rate = 2000 / lifetime.mean();

    SiteTrace site =
        trace(
            lives ->
                Requests.settled(
                    lives, new Draws("laws", 1, "site"), Load.constant(GRID, rate), lifetime));

    assertThat(Arrays.stream(site.live).average().orElseThrow()).isCloseTo(2000, within(40.0));
    assertThat(Arrays.stream(site.live, 0, 100).average().orElseThrow())
        .as("settled from the begin")
        .isCloseTo(2000, within(150.0));
    int last = GRID.rounds() - 1;
    assertThat(site.started[last] - site.started[0])
        .isCloseTo((long) (rate * GRID.lengthSeconds()), within((long) (rate * 2500)));
  }

  @ParameterizedTest
  @MethodSource("lifetimes")
  void lifetime_manyDraws_haveItsMeanAndSurvival(Lifetime lifetime) {
    Draws draws = new Draws("laws", 2, "life");
    double mean = lifetime.mean();
    double[] lives = new double[400_000];
    Arrays.setAll(lives, i -> lifetime.draw(draws));

    assertThat(Arrays.stream(lives).average().orElseThrow()).isCloseTo(mean, within(mean * 0.02));
    assertThat(Arrays.stream(lives).map(life -> Math.min(life, mean)).average().orElseThrow())
        .isCloseTo(lifetime.livedWithin(mean), within(mean * 0.01));
    assertThat(lifetime.times(3).mean()).isCloseTo(3 * mean, within(mean * 1e-9));
  }

  @Test
  void settledPopulation_ofOneLifetime_hasItsAges() {
    double mean = 900;

    SiteTrace site =
        trace(
            lives ->
                Requests.settled(
                    lives,
                    new Draws("laws", 3, "site"),
                    Load.constant(GRID, 5),
                    new Lifetime.Exponential(mean)));

    int late = GRID.rounds() / 2;
    double live = Arrays.stream(site.live).skip(late).average().orElseThrow();
    for (int age : Ages.SECONDS) {
      double older = 0;
      for (int round = late; round < GRID.rounds(); round++) {
        older += site.aged(round, age);
      }
      older /= GRID.rounds() - late;
      assertThat(older / live).isCloseTo(Math.exp(-age / mean), within(0.02));
    }
  }

  @Test
  void cachedPool_steadyDemand_holdsTheHighestOfItsKeepAlive() {
    SiteTrace site =
        trace(
            lives ->
                CachedPool.cached(0.1)
                    .run(lives, new Draws("laws", 4, "site"), Load.constant(GRID, 10)));

    // The highest of some 60 independent Poisson counts of mean 10 lies between 16 and 21 mostly.
    assertThat(Arrays.stream(site.live).skip(10).average().orElseThrow())
        .isCloseTo(18.1, within(0.5));
  }

  @Test
  void leak_atRate_leavesItsThreads() {
    SiteTrace site =
        trace(
            lives ->
                Leak.atRate(
                    lives, new Draws("laws", 5, "site"), Load.constant(GRID, 0.02), 36_000));

    int last = GRID.rounds() - 1;
    assertThat(site.leaksFrom).isEqualTo(3600);
    assertThat(site.leaked[3599]).isZero();
    assertThat(site.leaked[last]).isCloseTo(720, within(110)).isEqualTo(site.live[last]);
  }

  private static SiteTrace trace(Consumer<Lives> life) {
    Lives lives = new Lives(GRID);
    life.accept(lives);
    return lives.trace("site", ThreadKind.PLATFORM);
  }
}
