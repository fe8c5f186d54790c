package io.threadleak.benchmarks.simulation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Threads that are started at a rate and live independently of each other: a thread per request, a
 * virtual thread per task, a thread per connection.
 *
 * <p>How is it exact without a draw for each thread? Starts form a Poisson process, at even
 * instants within a round. So the starts of one round that are alive at its end, at the next, and
 * so on, are shares of it that the lifetime's survival function tells exactly; and the counts of
 * those that end in each later round are independent Poisson counts (splitting of a Poisson
 * process). One draw for each pair of rounds replaces thousands; where the expected count is small,
 * the threads that are left are drawn one by one.
 */
final class Requests {

  /** Below so many expected survivors a cohort's threads are drawn one by one. */
  private static final double FEW = 0.5;

  private final Lives lives;
  private final Draws draws;
  private final Lifetime lifetime;
  private final Map<Double, Survival> bySlowness = new HashMap<>();

  private Requests(Lives lives, Draws draws, Lifetime lifetime) {
    this.lives = lives;
    this.draws = draws;
    this.lifetime = lifetime;
  }

  /** The shares of one round's starts that are alive at its end and at the rounds after. */
  private static final class Survival {
    private final Lifetime lifetime;
    private final double interval;
    private double[] shares = new double[0];

    Survival(Lifetime lifetime, double interval) {
      this.lifetime = lifetime;
      this.interval = interval;
    }

    double share(int later) {
      if (later >= shares.length) {
        int known = shares.length;
        shares = Arrays.copyOf(shares, Math.max(16, Math.max(later + 1, 2 * known)));
        double before = lifetime.livedWithin(known * interval);
        for (int i = known; i < shares.length; i++) {
          double lived = lifetime.livedWithin((i + 1) * interval);
          shares[i] = Math.max(0, lived - before) / interval;
          before = lived;
        }
      }
      return shares[later];
    }
  }

  /** From a settled population on: those alive at the begin are started in round 0. */
  static void settled(Lives lives, Draws draws, Load load, Lifetime lifetime) {
    settled(lives, draws, load, lifetime, seconds -> 1);
  }

  /** The same, where lives are slowed by a factor for those that start at a time. */
  static void settled(
      Lives lives, Draws draws, Load load, Lifetime lifetime, DoubleUnaryOperator slowness) {
    int there = draws.poisson(load.at(0) * lifetime.mean());
    for (int i = 0; i < there; i++) {
      lives.addSpan(0, lifetime.drawRest(draws));
    }
    cold(lives, draws, load, lifetime, slowness);
  }

  /** From nobody on, as after a cold start. */
  static void cold(Lives lives, Draws draws, Load load, Lifetime lifetime) {
    cold(lives, draws, load, lifetime, seconds -> 1);
  }

  private static void cold(
      Lives lives, Draws draws, Load load, Lifetime lifetime, DoubleUnaryOperator slowness) {
    Requests requests = new Requests(lives, draws, lifetime);
    Grid grid = lives.grid();
    for (int round = 1; round < grid.rounds(); round++) {
      double starts = load.at(round) * grid.intervalSeconds();
      if (starts > 0) {
        requests.start(round, starts, slowness.applyAsDouble(grid.secondsAt(round)));
      }
    }
  }

  private void start(int round, double starts, double slowness) {
    int interval = lives.grid().intervalSeconds();
    Survival survival =
        bySlowness.computeIfAbsent(
            slowness, factor -> new Survival(lifetime.times(factor), interval));
    double left = starts;
    int later = 0;
    while (left > FEW && round + later < lives.grid().rounds()) {
      double next = starts * survival.share(later);
      lives.add(round, round + later, draws.poisson(left - next));
      left = next;
      later++;
    }
    int few = draws.poisson(left);
    for (int i = 0; i < few; i++) {
      double share = draws.between(0, left / starts);
      lives.add(round, endAfter(round, later, share, survival), 1);
    }
  }

  /** The first round, from a given one on, that no more than the share of starts lives to see. */
  private int endAfter(int round, int later, double share, Survival survival) {
    int end = later;
    while (round + end < lives.grid().rounds() && survival.share(end) > share) {
      end++;
    }
    return round + end;
  }
}
