package io.threadleak.benchmarks.simulation;

import java.util.function.DoubleUnaryOperator;

/** Threads that nothing ends, among whatever else a site starts. */
final class Leak {

  private Leak() {}

  /** At a random rate per second, from a time on: so many per unit of work, errors, or the like. */
  static void atRate(Lives lives, Draws draws, Load perSecond, double fromSeconds) {
    atRate(lives, draws, perSecond, fromSeconds, leakedAt -> Double.POSITIVE_INFINITY, 1);
  }

  /**
   * The same, several threads at once, some of which are cleaned up late.
   *
   * @param cleanedAt when a thread that was leaked at a time ends after all
   */
  static void atRate(
      Lives lives,
      Draws draws,
      Load perSecond,
      double fromSeconds,
      DoubleUnaryOperator cleanedAt,
      int atOnce) {
    Grid grid = lives.grid();
    int from = Math.max(1, grid.roundAt(fromSeconds));
    lives.leaksFrom(from);
    for (int round = from; round < grid.rounds(); round++) {
      int leaks = draws.poisson(perSecond.at(round) * grid.intervalSeconds());
      for (int i = 0; i < leaks; i++) {
        for (int thread = 0; thread < atOnce; thread++) {
          double end = cleanedAt.applyAsDouble(grid.secondsAt(round));
          lives.addLeaked(round, Math.max(round + 1, grid.roundAt(end)), 1);
        }
      }
    }
  }

  /** By the clock, whatever the traffic: some threads at once, again and again. */
  static void onTimer(
      Lives lives,
      Draws draws,
      double everySeconds,
      double unrest,
      double fromSeconds,
      int atOnce) {
    Grid grid = lives.grid();
    lives.leaksFrom(grid.roundAt(fromSeconds));
    double place = fromSeconds + everySeconds * draws.between(0, 1);
    for (; place < grid.lengthSeconds(); place += everySeconds) {
      double at = place + everySeconds * unrest * draws.between(-0.5, 0.5);
      lives.addLeaked(grid.roundAt(Math.max(fromSeconds, at)), Lives.NEVER, atOnce);
    }
  }
}
