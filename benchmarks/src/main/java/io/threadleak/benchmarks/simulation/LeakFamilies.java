package io.threadleak.benchmarks.simulation;

import java.util.List;

/** Services that leak in ways that a rule on the number of threads has a hard time with. */
final class LeakFamilies {

  private static final int MINUTE = 60;
  private static final int HOUR = 3600;

  private static final List<Family> ALL =
      List.of(
          Family.ofHours(
              "leak-midway",
              "a leak that begins after hours of health",
              5,
              10,
              scenario -> {
                Draws draws = scenario.draws("leak");
                double from = draws.between(0.4, 0.6) * scenario.grid().lengthSeconds();
                double perSecond = draws.magnitude(0.3, 3) / MINUTE;
                return handlerWith(
                    scenario,
                    Background.wave(scenario),
                    lives ->
                        Leak.atRate(
                            lives,
                            scenario.chance("leak"),
                            Load.constant(scenario.grid(), perSecond),
                            from));
              }),
          Family.ofHours(
              "leak-errors", "a leak for 5 minutes of errors an hour", 6, 12, LeakFamilies::errors),
          Family.ofHours(
              "leak-cleanup",
              "a leak of which half is cleaned up after 1 to 4 hours",
              6,
              12,
              LeakFamilies::cleanup),
          Family.ofHours(
              "leak-connections",
              "a leak among long-lived connections with a heavy tail",
              5,
              12,
              LeakFamilies::connections),
          Family.ofHours(
              "leak-cached",
              "a leak hidden in a cached pool under swinging load",
              4,
              10,
              LeakFamilies::cached),
          Family.atInterval(
              "leak-1s",
              "a leak seen at an interval of 1 s",
              1,
              0.5,
              1.5,
              scenario -> steady(scenario, scenario.draws("leak").magnitude(2, 20) / MINUTE)),
          Family.atInterval(
              "leak-60s",
              "a leak seen at an interval of 60 s",
              60,
              16,
              48,
              scenario -> steady(scenario, scenario.draws("leak").magnitude(3, 30) / HOUR)),
          Family.ofHours(
              "leak-reload",
              "an executor of 5 threads left behind every 10 to 30 minutes",
              6,
              12,
              scenario -> {
                double every = scenario.draws("leak").between(600, 1800);
                return onTimer(scenario, every, 0.3, 5);
              }),
          Family.ofHours(
              "leak-falling",
              "a leak while the traffic falls to a fifth",
              4,
              10,
              LeakFamilies::falling),
          Family.ofHours(
              "leak-slow",
              "one thread every 5 to 10 minutes",
              8,
              24,
              scenario -> {
                double every = scenario.draws("leak").between(300, 600);
                return onTimer(scenario, every, scenario.draws("unrest").between(0, 1), 1);
              }),
          Family.ofHours(
              "leak-pool-per-request",
              "a request in some minutes leaves a pool of 8 threads behind",
              4,
              10,
              LeakFamilies::poolPerRequest));

  private LeakFamilies() {}

  static List<Family> all() {
    return ALL;
  }

  /** What leaks in a scenario's handler. */
  private interface Leaking {
    void leak(Lives lives);
  }

  private static Recording handlerWith(Scenario scenario, Load requests, Leaking leaking) {
    Lifetime life = Background.requestLife(scenario.draws("handler"));
    scenario.work(requests);
    scenario.platform(
        "handler",
        lives -> {
          Requests.settled(lives, scenario.chance("handler"), requests, life);
          leaking.leak(lives);
        });
    Background.cached(scenario, requests);
    Background.pool(scenario);
    return scenario.recorded();
  }

  private static Recording steady(Scenario scenario, double perSecond) {
    Load requests = Background.constant(scenario);
    double share = perSecond / Background.requestRate(scenario);
    double from = scenario.draws("leak").between(0, 0.3) * scenario.grid().lengthSeconds();
    return handlerWith(
        scenario,
        requests,
        lives -> Leak.atRate(lives, scenario.chance("leak"), requests.times(share), from));
  }

  private static Recording errors(Scenario scenario) {
    Draws draws = scenario.draws("leak");
    double perSecond = draws.magnitude(1, 10) / MINUTE;
    double begin = draws.between(0, HOUR - 5 * MINUTE);
    Load errors =
        Load.of(
            scenario.grid(),
            seconds -> {
              double within = (seconds - begin) % HOUR;
              return within >= 0 && within < 5 * MINUTE ? perSecond : 0;
            });
    return handlerWith(
        scenario,
        Background.wave(scenario),
        lives -> Leak.atRate(lives, scenario.chance("leak"), errors, begin));
  }

  private static Recording cleanup(Scenario scenario) {
    Draws draws = scenario.draws("leak");
    double perSecond = draws.magnitude(0.5, 3) / MINUTE;
    double after = draws.between(1, 4) * HOUR;
    Draws fate = scenario.chance("clean-up");
    return handlerWith(
        scenario,
        Background.constant(scenario),
        lives ->
            Leak.atRate(
                lives,
                scenario.chance("leak"),
                Load.constant(scenario.grid(), perSecond),
                0,
                leakedAt ->
                    fate.chance(0.5)
                        ? leakedAt + after * fate.between(0.7, 1.3)
                        : Double.POSITIVE_INFINITY,
                1));
  }

  private static Recording connections(Scenario scenario) {
    Load requests = Background.constant(scenario);
    Draws draws = scenario.draws("connections");
    double mean = draws.magnitude(300, 3600);
    Lifetime life = new Lifetime.Lognormal(mean, draws.between(1, 1.5));
    double perRequest = draws.magnitude(30, 600) / mean / Background.requestRate(scenario);
    double perSecond = draws.magnitude(0.5, 3) / MINUTE;
    double from = draws.between(0, 0.2) * scenario.grid().lengthSeconds();
    scenario.work(requests);
    scenario.platform(
        "connections",
        lives -> {
          Requests.settled(lives, scenario.chance("connections"), requests.times(perRequest), life);
          Leak.atRate(
              lives, scenario.chance("leak"), Load.constant(scenario.grid(), perSecond), from);
        });
    Background.handler(scenario, requests);
    return scenario.recorded();
  }

  private static Recording cached(Scenario scenario) {
    Load requests = Background.wave(scenario);
    Draws draws = scenario.draws("pool");
    double busy = draws.magnitude(10, 150) / Background.requestRate(scenario);
    double service = draws.magnitude(0.3, 30);
    double share = draws.magnitude(0.2, 2) / MINUTE / Background.requestRate(scenario);
    double from = draws.between(0, 0.3) * scenario.grid().lengthSeconds();
    scenario.work(requests);
    scenario.platform(
        "cached",
        lives -> {
          CachedPool.cached(service).run(lives, scenario.chance("cached"), requests.times(busy));
          Leak.atRate(lives, scenario.chance("leak"), requests.times(share), from);
        });
    Background.handler(scenario, requests);
    return scenario.recorded();
  }

  private static Recording onTimer(
      Scenario scenario, double everySeconds, double unrest, int atOnce) {
    Load requests = Background.wave(scenario);
    scenario.work(requests);
    scenario.platform(
        "reload",
        lives -> Leak.onTimer(lives, scenario.chance("leak"), everySeconds, unrest, 0, atOnce));
    Background.handler(scenario, requests);
    Background.cached(scenario, requests);
    return scenario.recorded();
  }

  private static Recording falling(Scenario scenario) {
    double rate = Background.requestRate(scenario);
    Load requests = Load.ramp(scenario.grid(), rate, rate / 5);
    double perSecond = scenario.draws("leak").magnitude(0.3, 3) / MINUTE;
    return handlerWith(
        scenario,
        requests,
        lives ->
            Leak.atRate(
                lives, scenario.chance("leak"), Load.constant(scenario.grid(), perSecond), 0));
  }

  private static Recording poolPerRequest(Scenario scenario) {
    Load requests = Background.constant(scenario);
    double every = scenario.draws("leak").magnitude(2, 15) * MINUTE;
    double share = 1 / every / Background.requestRate(scenario);
    return handlerWith(
        scenario,
        requests,
        lives ->
            Leak.atRate(
                lives,
                scenario.chance("leak"),
                requests.times(share),
                0,
                leakedAt -> Double.POSITIVE_INFINITY,
                8));
  }
}
