package io.threadleak.benchmarks.simulation;

import java.util.List;

/** The plain families: steady and swinging load, pools, jobs, brown-outs, and plain leaks. */
final class SharedFamilies {

  /** The family that the oracle is asked about. */
  static final String CONSTANT_LEAK = "leak-request-constant";

  private static final double FEWEST_HOURS = 2;
  private static final double MOST_HOURS = 8;

  private static final List<Family> ALL =
      List.of(
          Family.ofHours(
              "benign-load-constant",
              "requests, virtual threads, a cached and a fixed pool, connections at steady load",
              2,
              8,
              scenario -> everything(scenario, Background.constant(scenario))),
          Family.ofHours(
              "benign-load-ramp",
              "the same while the load grows twenty-fold",
              2,
              8,
              SharedFamilies::ramp),
          Family.ofHours(
              "benign-slow-pool",
              "a fixed pool that fills over 5 to 15 minutes, one thread at a time",
              3,
              8,
              SharedFamilies::slowPool),
          Family.ofHours(
              "benign-batch",
              "a job of dozens of threads on a schedule",
              3,
              8,
              SharedFamilies::batch),
          Family.ofHours(
              "benign-brownout",
              "latency rises 5 to 30-fold for 5 to 20 minutes, then recovers",
              3,
              8,
              SharedFamilies::brownout),
          Family.ofHours(
              CONSTANT_LEAK,
              "a share of requests leaves a thread behind",
              FEWEST_HOURS,
              MOST_HOURS,
              scenario -> perRequest(scenario, Background.constant(scenario))),
          Family.ofHours(
              "leak-request-diurnal",
              "the same under swinging load",
              2,
              8,
              scenario -> perRequest(scenario, Background.wave(scenario))),
          Family.ofHours(
              "leak-timer",
              "a thread every 10 s to 4 min, whatever the traffic, even none",
              2,
              8,
              SharedFamilies::timer),
          Family.ofHours(
              "leak-under-noise",
              "a slow leak in a large, swinging, healthy population of the same site",
              2,
              8,
              SharedFamilies::underNoise));

  private SharedFamilies() {}

  static List<Family> all() {
    return ALL;
  }

  /** The scenario that the family of constant leaks makes of a seed. */
  static Scenario constantLeakScenario(long seed) {
    double hours = Family.hours(CONSTANT_LEAK, seed, FEWEST_HOURS, MOST_HOURS);
    return new Scenario(CONSTANT_LEAK, seed, Grid.ofHours(hours, Grid.DEFAULT_SECONDS));
  }

  private static Recording everything(Scenario scenario, Load requests) {
    scenario.work(requests);
    Background.handler(scenario, requests);
    Background.virtual(scenario, requests);
    Background.cached(scenario, requests);
    Background.pool(scenario);
    Background.connections(scenario, requests);
    return scenario.recorded();
  }

  private static Recording ramp(Scenario scenario) {
    double to = Background.requestRate(scenario);
    Load requests =
        Load.ramp(scenario.grid(), to / 20, to)
            .restless(scenario.chance("unrest"), scenario.draws("unrest").between(0, 0.1));
    return everything(scenario, requests);
  }

  private static Recording slowPool(Scenario scenario) {
    Load requests = Background.constant(scenario);
    Draws draws = scenario.draws("pool");
    int size = draws.whole(8, 64);
    double seconds = draws.between(300, 900);
    double from = draws.between(0, 1800);
    scenario.work(requests);
    scenario.platform(
        "pool", lives -> Pools.filling(lives, scenario.chance("pool"), size, from, seconds, 0.9));
    Background.handler(scenario, requests);
    return scenario.recorded();
  }

  private static Recording batch(Scenario scenario) {
    Load requests = Background.constant(scenario);
    Draws draws = scenario.draws("batch");
    int width = draws.whole(10, 80);
    double every = draws.between(600, 3600);
    double lasts = draws.between(30, 300);
    scenario.work(requests);
    scenario.platform(
        "batch", lives -> Pools.batches(lives, scenario.chance("batch"), width, every, lasts));
    Background.handler(scenario, requests);
    return scenario.recorded();
  }

  private static Recording brownout(Scenario scenario) {
    Load requests = Background.constant(scenario);
    Draws draws = scenario.draws("brownout");
    double mean = draws.magnitude(0.2, 1);
    double slowness = draws.between(5, 30);
    double[] begins = draws.spread(draws.whole(1, 3), scenario.grid().lengthSeconds());
    double lasts = draws.between(300, 1200);
    scenario.work(requests);
    scenario.platform(
        "handler",
        lives ->
            Requests.settled(
                lives,
                scenario.chance("handler"),
                requests,
                new Lifetime.Exponential(mean),
                seconds -> Spells.within(seconds, begins, lasts) ? slowness : 1));
    return scenario.recorded();
  }

  private static Recording perRequest(Scenario scenario, Load requests) {
    return RequestLeak.of(scenario, requests).recorded(scenario);
  }

  private static Recording timer(Scenario scenario) {
    Draws draws = scenario.draws("leak");
    double every = draws.magnitude(10, 240);
    double unrest = draws.between(0, 1);
    Load requests =
        draws.chance(0.3) ? Load.constant(scenario.grid(), 0) : Background.wave(scenario);
    scenario.work(requests);
    scenario.platform(
        "reconnect", lives -> Leak.onTimer(lives, scenario.chance("leak"), every, unrest, 0, 1));
    Background.handler(scenario, requests);
    return scenario.recorded();
  }

  private static Recording underNoise(Scenario scenario) {
    Draws draws = scenario.draws("leak");
    double share = draws.magnitude(1, 5) / 60 / Background.requestRate(scenario);
    double mean = draws.magnitude(300, 1200) / Background.requestRate(scenario);
    Load requests = Background.wave(scenario);
    scenario.work(requests);
    scenario.platform(
        "handler",
        lives -> {
          Requests.settled(
              lives, scenario.chance("handler"), requests, new Lifetime.Exponential(mean));
          Leak.atRate(lives, scenario.chance("leak"), requests.times(share), 0);
        });
    return scenario.recorded();
  }
}
