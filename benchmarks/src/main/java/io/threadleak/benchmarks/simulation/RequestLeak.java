package io.threadleak.benchmarks.simulation;

/**
 * A handler with a thread per request, of which a share stays for good: all that there is to know
 * about it.
 *
 * @param requests per second
 * @param life of the threads that do end
 * @param share of requests that leave a thread behind
 * @param fromSeconds when that begins
 */
record RequestLeak(Load requests, Lifetime life, double share, double fromSeconds) {

  /** Of a scenario, with parameters drawn by its seed. */
  static RequestLeak of(Scenario scenario, Load requests) {
    Draws draws = scenario.draws("leak");
    double share = draws.magnitude(0.3, 3) / 60 / Background.requestRate(scenario);
    double from = draws.between(0, 0.3) * scenario.grid().lengthSeconds();
    return new RequestLeak(
        requests, Background.requestLife(scenario.draws("handler")), share, from);
  }

  /** The handler, among healthy sites. */
  Recording recorded(Scenario scenario) {
    scenario.work(requests);
    scenario.platform(
        "handler",
        lives -> {
          Requests.settled(lives, scenario.chance("handler"), requests, life);
          Leak.atRate(lives, scenario.chance("leak"), requests.times(share), fromSeconds);
        });
    Background.cached(scenario, requests);
    Background.pool(scenario);
    return scenario.recorded();
  }

  /** The mean number of live threads that are not leaked, at each round but the first few. */
  double[] healthyMeans(Grid grid) {
    int memory = 1;
    double interval = grid.intervalSeconds();
    while (life.mean() - life.livedWithin(memory * interval) > 1e-6 * life.mean()
        && memory < grid.rounds()) {
      memory++;
    }
    double[] lived = new double[memory + 1];
    for (int k = 0; k <= memory; k++) {
      lived[k] = life.livedWithin(k * interval);
    }
    double[] means = new double[grid.rounds()];
    for (int round = 0; round < means.length; round++) {
      for (int k = 0; k < memory; k++) {
        means[round] += requests.at(Math.max(0, round - k)) * (lived[k + 1] - lived[k]);
      }
    }
    return means;
  }
}
