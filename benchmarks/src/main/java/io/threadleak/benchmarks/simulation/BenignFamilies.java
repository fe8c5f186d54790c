package io.threadleak.benchmarks.simulation;

import io.threadleak.model.SiteHistory;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Healthy services that a rule on the number of threads has a hard time with. */
final class BenignFamilies {

  private static final List<Family> ALL =
      List.of(
          Family.ofHours(
              "benign-new-peaks",
              "a pool without keep-alive that grows at each new peak of a rising daily wave",
              12,
              24,
              BenignFamilies::newPeaks),
          Family.ofHours(
              "benign-pool-round-robin",
              "pools that fill over 20 minutes to 2 hours, one thread at a time",
              4,
              8,
              scenario -> roundRobin(scenario, false)),
          Family.ofHours(
              "benign-pool-known",
              "the same, where the monitor sees the pools' bounds",
              4,
              8,
              scenario -> roundRobin(scenario, true)),
          Family.ofHours(
              "benign-cached-swing",
              "a cached pool (keep-alive 60 s) under swinging load",
              3,
              10,
              BenignFamilies::cachedSwing),
          Family.ofHours(
              "benign-connections-cold",
              "long-lived connections from a cold start, lives of 10 minutes to 8 hours",
              4,
              16,
              BenignFamilies::connectionsCold),
          Family.ofHours(
              "benign-sessions-daily",
              "sessions of 5 minutes to 2 hours that follow the day",
              12,
              24,
              BenignFamilies::sessions),
          Family.ofHours(
              "benign-mass-reconnect",
              "connections that all drop and come back at once",
              4,
              10,
              BenignFamilies::massReconnect),
          Family.ofHours(
              "benign-nightly-batch",
              "jobs that leave a full pool behind",
              8,
              16,
              BenignFamilies::nightlyBatch),
          Family.ofHours(
              "benign-tenants",
              "threads per tenant: tenants come in bursts, then hardly any",
              6,
              14,
              BenignFamilies::tenants),
          Family.ofHours(
              "benign-compensation",
              "a ForkJoinPool with bursts of compensation threads",
              3,
              8,
              BenignFamilies::compensation),
          Family.ofHours(
              "benign-retry-storm",
              "pauses of seconds, then retries and slow answers for minutes",
              3,
              8,
              BenignFamilies::retryStorm),
          Family.ofHours(
              "benign-slow-dependency",
              "latency rises 30 to 150-fold and stays",
              3,
              8,
              BenignFamilies::slowDependency),
          Family.ofHours(
              "benign-work-unknown",
              "swinging load, and nobody counts the work",
              4,
              10,
              scenario -> mixed(scenario, Background.wave(scenario))),
          Family.ofHours(
              "benign-work-stops",
              "the counted work stops, with the traffic or without it",
              4,
              10,
              BenignFamilies::workStops),
          Family.ofHours(
              "benign-traffic-doubles",
              "traffic grows 1.5 to 4-fold at once and stays",
              4,
              10,
              scenario -> {
                Draws draws = scenario.draws("step");
                double at = draws.between(0.2, 0.7) * scenario.grid().lengthSeconds();
                double factor = draws.between(1.5, 4);
                return counted(
                    scenario,
                    Background.constant(scenario).times(seconds -> seconds < at ? 1 : factor));
              }),
          Family.ofHours(
              "benign-traffic-growth",
              "traffic grows by 10 to 30 % an hour",
              6,
              12,
              scenario -> {
                double hourly = scenario.draws("growth").between(0.1, 0.3);
                return counted(
                    scenario,
                    Background.constant(scenario)
                        .times(seconds -> 0.2 * Math.pow(1 + hourly, seconds / 3600)));
              }));

  private BenignFamilies() {}

  static List<Family> all() {
    return ALL;
  }

  private static Recording counted(Scenario scenario, Load requests) {
    return mixed(scenario.work(requests), requests);
  }

  private static Recording mixed(Scenario scenario, Load requests) {
    Background.handler(scenario, requests);
    Background.cached(scenario, requests);
    Background.pool(scenario);
    Background.connections(scenario, requests);
    return scenario.recorded();
  }

  private static Recording newPeaks(Scenario scenario) {
    Draws draws = scenario.draws("peaks");
    double hourly = draws.between(0.01, 0.08);
    double busy = draws.magnitude(5, 60) / Background.requestRate(scenario);
    double service = draws.magnitude(0.3, 20);
    Load requests =
        Background.wave(scenario).times(seconds -> Math.pow(1 + hourly, seconds / 3600));
    scenario.work(requests);
    scenario.platform(
        "pool",
        lives ->
            new CachedPool(service, Double.POSITIVE_INFINITY, 0)
                .run(lives, scenario.chance("pool"), requests.times(busy)));
    Background.handler(scenario, requests);
    return scenario.recorded();
  }

  private static Recording roundRobin(Scenario scenario, boolean known) {
    Load requests = Background.constant(scenario);
    scenario.work(requests);
    for (String site : List.of("workers", "clients")) {
      Draws draws = scenario.draws(site);
      int size = draws.whole(4, 64);
      double seconds = draws.between(1200, 7200);
      double from = draws.between(0, 3600);
      double unrest = draws.between(0, 1);
      scenario.bounded(
          site,
          known ? size : SiteHistory.UNBOUNDED,
          lives -> Pools.filling(lives, scenario.chance(site), size, from, seconds, unrest));
    }
    Background.handler(scenario, requests);
    return scenario.recorded();
  }

  private static Recording cachedSwing(Scenario scenario) {
    Load requests = Background.wave(scenario);
    scenario.work(requests);
    Background.cached(scenario, requests);
    Draws draws = scenario.draws("large");
    double busy = draws.magnitude(40, 300) / Background.requestRate(scenario);
    double service = draws.magnitude(0.3, 60);
    scenario.platform(
        "large",
        lives ->
            CachedPool.cached(service).run(lives, scenario.chance("large"), requests.times(busy)));
    return scenario.recorded();
  }

  private static Recording connectionsCold(Scenario scenario) {
    Load requests = Background.constant(scenario);
    scenario.work(requests);
    for (String site : List.of("connections", "subscriptions")) {
      Draws draws = scenario.draws(site);
      double mean = draws.magnitude(600, 8 * 3600);
      Lifetime life = Background.connectionLife(draws, mean);
      double perRequest = draws.magnitude(50, 3000) / mean / Background.requestRate(scenario);
      scenario.platform(
          site,
          lives -> Requests.cold(lives, scenario.chance(site), requests.times(perRequest), life));
    }
    Background.handler(scenario, requests);
    return scenario.recorded();
  }

  private static Recording sessions(Scenario scenario) {
    Draws draws = scenario.draws("sessions");
    Load requests =
        Load.wave(
                scenario.grid(),
                Background.requestRate(scenario),
                draws.between(0.5, 0.95),
                24 * 3600,
                draws.between(0, 1))
            .restless(scenario.chance("unrest"), draws.between(0, 0.1));
    double mean = draws.magnitude(300, 7200);
    double perRequest = draws.magnitude(50, 2000) / mean / Background.requestRate(scenario);
    Lifetime life = Background.connectionLife(draws, mean);
    scenario.work(requests);
    scenario.platform(
        "sessions",
        lives ->
            Requests.settled(lives, scenario.chance("sessions"), requests.times(perRequest), life));
    Background.handler(scenario, requests);
    return scenario.recorded();
  }

  private static Recording massReconnect(Scenario scenario) {
    Load requests = Background.constant(scenario);
    Draws draws = scenario.draws("reconnect");
    int clients = (int) draws.magnitude(50, 3000);
    Lifetime life = Background.connectionLife(draws, draws.magnitude(1800, 6 * 3600));
    double[] drops = draws.spread(draws.whole(1, 4), scenario.grid().lengthSeconds());
    double within = draws.between(5, 120);
    scenario.work(requests);
    scenario.platform(
        "connections",
        lives ->
            Clients.reconnecting(
                lives, scenario.chance("connections"), clients, life, drops, within));
    Background.handler(scenario, requests);
    return scenario.recorded();
  }

  private static Recording nightlyBatch(Scenario scenario) {
    Load requests = Background.wave(scenario);
    scenario.work(requests);
    scenario.platform(
        "batch",
        lives -> {
          Draws draws = scenario.draws("batch");
          int jobs = draws.whole(1, 3);
          for (int job = 0; job < jobs; job++) {
            double from = draws.between(0.1, 0.8) * scenario.grid().lengthSeconds();
            Pools.filling(lives, draws, draws.whole(4, 64), from, draws.magnitude(5, 900), 1);
          }
        });
    Background.handler(scenario, requests);
    return scenario.recorded();
  }

  private static Recording tenants(Scenario scenario) {
    Load requests = Background.constant(scenario);
    scenario.work(requests);
    scenario.platform(
        "tenants",
        lives -> {
          Draws draws = scenario.draws("tenants");
          int each = draws.whole(1, 3);
          int bursts = draws.whole(1, 5);
          for (int burst = 0; burst < bursts; burst++) {
            double from = draws.between(0, 3) * 3600;
            int tenants = draws.whole(3, 20);
            Pools.filling(lives, draws, each * tenants, from, draws.between(60, 1200), 1);
          }
          int late = draws.poisson(2);
          for (double at : draws.spread(late, scenario.grid().lengthSeconds())) {
            lives.add(scenario.grid().roundAt(at), Lives.NEVER, each);
          }
        });
    Background.handler(scenario, requests);
    return scenario.recorded();
  }

  private static Recording compensation(Scenario scenario) {
    Load requests = Background.constant(scenario);
    Draws draws = scenario.draws("pool");
    int parallelism = draws.whole(4, 32);
    double blocked = draws.magnitude(20, 200);
    double lasts = draws.between(60, 900);
    double[] begins = draws.spread(draws.whole(2, 10), scenario.grid().lengthSeconds());
    Load busy =
        Load.of(
            scenario.grid(),
            seconds ->
                Spells.within(seconds, begins, lasts) ? parallelism + blocked : parallelism * 0.6);
    double service = draws.magnitude(0.3, 20);
    scenario.work(requests);
    scenario.platform(
        "pool",
        lives ->
            new CachedPool(service, CachedPool.KEEP_ALIVE, parallelism)
                .run(lives, scenario.chance("pool"), busy));
    Background.handler(scenario, requests);
    return scenario.recorded();
  }

  private static Recording retryStorm(Scenario scenario) {
    Draws draws = scenario.draws("storm");
    double[] begins = draws.spread(draws.whole(1, 6), scenario.grid().lengthSeconds());
    double pause = draws.between(5, 60);
    double lasts = pause + draws.between(60, 600);
    double retries = draws.between(1.5, 4);
    double slowness = draws.between(3, 20);
    DoubleUnaryOperator traffic =
        seconds ->
            Spells.within(seconds, begins, pause)
                ? 0
                : Spells.within(seconds, begins, lasts) ? retries : 1;
    Load requests = Background.constant(scenario).times(traffic);
    Lifetime life = Background.requestLife(scenario.draws("handler"));
    scenario.work(requests);
    scenario.platform(
        "handler",
        lives ->
            Requests.settled(
                lives,
                scenario.chance("handler"),
                requests,
                life,
                seconds -> Spells.within(seconds, begins, lasts) ? slowness : 1));
    Background.cached(scenario, requests);
    return scenario.recorded();
  }

  private static Recording slowDependency(Scenario scenario) {
    Load requests = Background.constant(scenario);
    Draws draws = scenario.draws("dependency");
    double at = draws.between(0.1, 0.8) * scenario.grid().lengthSeconds();
    double slowness = draws.between(30, 150);
    Lifetime life = new Lifetime.Lognormal(draws.magnitude(0.02, 0.1), draws.between(0.3, 1.2));
    double busy = draws.magnitude(0.1, 3);
    scenario.work(requests);
    scenario.platform(
        "handler",
        lives ->
            Requests.settled(
                lives,
                scenario.chance("handler"),
                requests,
                life,
                seconds -> seconds < at ? 1 : slowness));
    scenario.platform(
        "cached",
        lives ->
            CachedPool.cached(1)
                .run(
                    lives,
                    scenario.chance("cached"),
                    Load.of(scenario.grid(), seconds -> seconds < at ? busy : busy * slowness)));
    return scenario.recorded();
  }

  private static Recording workStops(Scenario scenario) {
    Draws draws = scenario.draws("stop");
    double at = draws.between(0.2, 0.8) * scenario.grid().lengthSeconds();
    Load before = Background.wave(scenario);
    Load after = before.times(seconds -> seconds < at ? 1 : 0);
    scenario.work(after);
    return mixed(scenario, draws.chance(0.5) ? after : before);
  }
}
