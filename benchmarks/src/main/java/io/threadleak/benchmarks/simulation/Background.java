package io.threadleak.benchmarks.simulation;

/** The healthy sites that most services have, with parameters drawn by seed. */
final class Background {

  private Background() {}

  /** Requests a second: some tens to some hundreds. */
  static double requestRate(Scenario scenario) {
    return scenario.draws("rate").magnitude(50, 200);
  }

  /** A constant load with the unrest of real traffic. */
  static Load constant(Scenario scenario) {
    return Load.constant(scenario.grid(), requestRate(scenario))
        .restless(scenario.chance("unrest"), scenario.draws("unrest").between(0, 0.1));
  }

  /** A day's wave, of which a recording sees a part, whole, or more. */
  static Load wave(Scenario scenario) {
    Draws draws = scenario.draws("wave");
    double period = 3600 * draws.between(2, 8);
    return Load.wave(
            scenario.grid(),
            requestRate(scenario),
            draws.between(0.4, 0.9),
            period,
            draws.between(0, 1))
        .restless(scenario.chance("unrest"), draws.between(0, 0.1));
  }

  /** How long a request takes: tens of milliseconds to seconds. */
  static Lifetime requestLife(Draws draws) {
    double mean = draws.magnitude(0.04, 5);
    return draws.chance(0.5)
        ? new Lifetime.Exponential(mean)
        : new Lifetime.Lognormal(mean, draws.between(0.3, 1.2));
  }

  /** A thread per request. */
  static void handler(Scenario scenario, Load requests) {
    Lifetime life = requestLife(scenario.draws("handler"));
    scenario.platform(
        "handler", lives -> Requests.settled(lives, scenario.chance("handler"), requests, life));
  }

  /** A virtual thread per request, which may take longer. */
  static void virtual(Scenario scenario, Load requests) {
    Lifetime life = new Lifetime.Exponential(scenario.draws("virtual").magnitude(0.2, 50));
    scenario.virtual(
        "virtual", lives -> Requests.settled(lives, scenario.chance("virtual"), requests, life));
  }

  /** A cached pool whose demand follows the requests. */
  static void cached(Scenario scenario, Load requests) {
    Draws draws = scenario.draws("cached");
    double busy = draws.magnitude(1, 40) / requestRate(scenario);
    double service = draws.magnitude(0.3, 20);
    scenario.platform(
        "cached",
        lives ->
            CachedPool.cached(service).run(lives, scenario.chance("cached"), requests.times(busy)));
  }

  /** A pool that is full from the begin. */
  static void pool(Scenario scenario) {
    int size = scenario.draws("pool").whole(4, 200);
    scenario.platform("pool", lives -> Pools.full(lives, size));
  }

  /** Long-lived connections, minutes to hours, of a settled population that follows the load. */
  static void connections(Scenario scenario, Load requests) {
    Draws draws = scenario.draws("connections");
    double perRequest = draws.magnitude(0.001, 0.03);
    double mean = draws.magnitude(300, 3 * 3600);
    double capped = Math.min(mean, 8000 / (perRequest * requestRate(scenario)));
    Lifetime life = connectionLife(draws, capped);
    scenario.platform(
        "connections",
        lives ->
            Requests.settled(
                lives, scenario.chance("connections"), requests.times(perRequest), life));
  }

  /** Memoryless or with a heavy tail. */
  static Lifetime connectionLife(Draws draws, double mean) {
    return draws.chance(0.5)
        ? new Lifetime.Exponential(mean)
        : new Lifetime.Lognormal(mean, draws.between(0.5, 1.3));
  }
}
