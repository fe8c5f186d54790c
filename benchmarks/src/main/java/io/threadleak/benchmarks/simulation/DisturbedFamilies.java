package io.threadleak.benchmarks.simulation;

import java.util.List;
import java.util.stream.IntStream;

/** Services whose recordings are disturbed: restarts, missed rounds, a clock that is set. */
final class DisturbedFamilies {

  private static final List<Family> ALL =
      List.of(
          new Family(
              "benign-restarts",
              "deploys every 20 minutes to 3 hours; pools and connections begin again",
              seed -> restarting("benign-restarts", seed, 1.0 / 3, 3, false)),
          Family.ofHours(
              "benign-gaps",
              "missed rounds, gaps of minutes, a clock set forth and back",
              3,
              8,
              scenario -> disturbed(scenario, false)),
          new Family(
              "leak-restarts",
              "a leak in a service that is deployed every 2 to 5 hours",
              seed -> restarting("leak-restarts", seed, 2, 5, true)),
          Family.ofHours(
              "leak-gaps",
              "a leak among missed rounds, gaps and clock changes",
              3,
              8,
              scenario -> disturbed(scenario, true)));

  private DisturbedFamilies() {}

  static List<Family> all() {
    return ALL;
  }

  private static Recording restarting(
      String family, long seed, double fewestHours, double mostHours, boolean leaks) {
    Draws draws = new Draws(family, seed, "runs");
    int runs = draws.whole(2, leaks ? 3 : 8);
    Recording recording = null;
    for (int run = 0; run < runs; run++) {
      double hours = draws.between(fewestHours, mostHours);
      Grid grid = Grid.ofHours(hours, Grid.DEFAULT_SECONDS);
      Recording next = fresh(new Scenario(family, seed, run, grid), leaks);
      recording = recording == null ? next : recording.restartedAs(next, draws.between(15, 180));
    }
    if (recording == null) {
      throw new IllegalStateException("no runs in " + family);
    }
    return recording;
  }

  /** A process that begins with nobody. */
  private static Recording fresh(Scenario scenario, boolean leaks) {
    Load requests = Background.constant(scenario);
    Draws pool = scenario.draws("pool");
    int size = pool.whole(4, 64);
    double fills = pool.magnitude(10, 1200);
    Draws draws = scenario.draws("connections");
    double mean = draws.magnitude(300, 3600);
    Lifetime life = Background.connectionLife(draws, mean);
    double perRequest = draws.magnitude(30, 1000) / mean / Background.requestRate(scenario);
    scenario.work(requests);
    scenario.platform(
        "pool", lives -> Pools.filling(lives, scenario.chance("pool"), size, 0, fills, 0.9));
    scenario.platform(
        "connections",
        lives ->
            Requests.cold(lives, scenario.chance("connections"), requests.times(perRequest), life));
    handler(scenario, requests, leaks);
    return scenario.recorded();
  }

  private static void handler(Scenario scenario, Load requests, boolean leaks) {
    Lifetime life = Background.requestLife(scenario.draws("handler"));
    double share = scenario.draws("leak").magnitude(0.5, 3) / 60 / Background.requestRate(scenario);
    scenario.platform(
        "handler",
        lives -> {
          Requests.settled(lives, scenario.chance("handler"), requests, life);
          if (leaks) {
            Leak.atRate(lives, scenario.chance("leak"), requests.times(share), 0);
          }
        });
  }

  private static Recording disturbed(Scenario scenario, boolean leaks) {
    Load requests = Background.wave(scenario);
    scenario.work(requests);
    handler(scenario, requests, leaks);
    Background.cached(scenario, requests);
    Background.pool(scenario);
    Background.connections(scenario, requests);
    return disturb(scenario.recorded(), scenario.draws("disturbance"));
  }

  private static Recording disturb(Recording whole, Draws draws) {
    double length = whole.seconds[whole.rounds() - 1];
    double missed = draws.between(0, 0.1);
    double[] gaps = draws.spread(draws.whole(1, 5), length);
    double lasts = draws.magnitude(30, 1800);
    int[] seen =
        IntStream.range(0, whole.rounds())
            .filter(
                round ->
                    round == 0
                        || !(draws.chance(missed)
                            || Spells.within(whole.seconds[round], gaps, lasts)))
            .toArray();
    Recording disturbed = whole.seenAt(seen);
    int changes = draws.whole(1, 3);
    for (int change = 0; change < changes; change++) {
      double by = draws.magnitude(1, 3600) * (draws.chance(0.5) ? 1 : -1);
      disturbed = disturbed.clockSet(draws.whole(1, disturbed.rounds() - 1), by);
    }
    return disturbed;
  }
}
