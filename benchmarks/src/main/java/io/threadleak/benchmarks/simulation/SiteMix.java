package io.threadleak.benchmarks.simulation;

import io.threadleak.model.ThreadKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The sites of one large service: of twenty, nine start a thread per request, three are cached
 * pools, three full and one filling, two hold connections, one is a job, and one leaks.
 */
final class SiteMix {

  private static final String NAME = "mix";

  private SiteMix() {}

  /** So many sites, which draw their parameters by their number. */
  static List<SiteTrace> of(int sites, Grid grid) {
    List<SiteTrace> mix = new ArrayList<>();
    for (int i = 0; i < sites; i++) {
      Draws draws = new Draws(NAME, i, "site");
      Load requests =
          Load.wave(grid, draws.magnitude(1, 30), draws.between(0, 0.8), 24 * 3600, 0)
              .restless(draws, 0.05);
      Lives lives = new Lives(grid);
      site(i % 20, draws, requests).accept(lives);
      mix.add(lives.trace("site " + i, ThreadKind.PLATFORM));
    }
    return mix;
  }

  private static Consumer<Lives> site(int kind, Draws draws, Load requests) {
    Lifetime life = Background.requestLife(draws);
    return switch (kind) {
      case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> lives -> Requests.settled(lives, draws, requests, life);
      case 9, 10, 11 ->
          lives -> CachedPool.cached(life.mean()).run(lives, draws, requests.times(life.mean()));
      case 12, 13, 14 -> lives -> Pools.full(lives, draws.whole(4, 64));
      case 15 -> lives -> Pools.filling(lives, draws, 32, 0, 3600 * 12, 1);
      case 16, 17 -> {
        Lifetime connection = Background.connectionLife(draws, draws.magnitude(300, 3600));
        yield lives -> Requests.settled(lives, draws, requests.times(0.01), connection);
      }
      case 18 -> lives -> Pools.batches(lives, draws, 20, 1800, 120);
      default ->
          lives -> {
            Requests.settled(lives, draws, requests, life);
            Leak.atRate(lives, draws, requests.times(0.001), 0);
          };
    };
  }
}
