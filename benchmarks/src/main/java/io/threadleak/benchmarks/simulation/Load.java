package io.threadleak.benchmarks.simulation;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** A rate per second over the rounds of a run: requests, connections, tasks. Immutable. */
final class Load {

  /** Rounds over which the load's own unrest is remembered. */
  private static final double UNREST_ROUNDS = 30;

  private final Grid grid;
  private final double[] rates;

  private Load(Grid grid, double[] rates) {
    this.grid = grid;
    this.rates = rates;
  }

  /** A rate as a function of the seconds since the begin. */
  static Load of(Grid grid, DoubleUnaryOperator rate) {
    double[] rates = new double[grid.rounds()];
    for (int round = 0; round < rates.length; round++) {
      rates[round] = Math.max(0, rate.applyAsDouble(grid.secondsAt(round)));
    }
    return new Load(grid, rates);
  }

  static Load constant(Grid grid, double rate) {
    return of(grid, seconds -> rate);
  }

  /** Steadily from one rate to another. */
  static Load ramp(Grid grid, double from, double to) {
    return of(grid, seconds -> from + (to - from) * seconds / grid.lengthSeconds());
  }

  /**
   * A wave around its mean.
   *
   * @param swing from the mean to the peak, as a share of the mean, 0 to 1
   * @param phase where it begins, 0 to 1; at 0 it rises from the mean
   */
  static Load wave(Grid grid, double mean, double swing, double periodSeconds, double phase) {
    return of(
        grid,
        seconds -> mean * (1 + swing * Math.sin(2 * Math.PI * (seconds / periodSeconds + phase))));
  }

  double at(int round) {
    return rates[round];
  }

  /** This load, each rate changed by a function of the seconds since the begin. */
  Load times(DoubleUnaryOperator factor) {
    double[] changed = rates.clone();
    for (int round = 0; round < changed.length; round++) {
      changed[round] *= Math.max(0, factor.applyAsDouble(grid.secondsAt(round)));
    }
    return new Load(grid, changed);
  }

  Load times(double factor) {
    return times(seconds -> factor);
  }

  /** With unrest of its own: a slow random walk around it that is drawn back. */
  Load restless(Draws draws, double deviation) {
    double keep = Math.exp(-1 / UNREST_ROUNDS);
    double kick = deviation * Math.sqrt(1 - keep * keep);
    double[] changed = rates.clone();
    double unrest = deviation * draws.normal();
    for (int round = 0; round < changed.length; round++) {
      changed[round] *= Math.exp(unrest);
      unrest = keep * unrest + kick * draws.normal();
    }
    return new Load(grid, changed);
  }

  /** Units of work completed so far, round by round, with the noise of independent requests. */
  double[] work(Draws draws) {
    double[] work = new double[rates.length];
    double done = 0;
    for (int round = 0; round < work.length; round++) {
      done += draws.poisson(rates[round] * grid.intervalSeconds());
      work[round] = done;
    }
    return work;
  }

  double highest() {
    return Arrays.stream(rates).max().orElse(0);
  }
}
