package io.threadleak.benchmarks.simulation;

import java.util.Arrays;

/** Clients that hold a connection each, and come back whenever it ends. */
final class Clients {

  private Clients() {}

  /**
   * So many clients, whose connections end by themselves or when all are dropped.
   *
   * @param drops when all connections are dropped, in seconds
   * @param withinSeconds in which time all have come back
   */
  static void reconnecting(
      Lives lives, Draws draws, int clients, Lifetime life, double[] drops, double withinSeconds) {
    double[] ends = Arrays.copyOf(drops, drops.length + 1);
    ends[drops.length] = Double.POSITIVE_INFINITY;
    Arrays.sort(ends);
    for (int client = 0; client < clients; client++) {
      double at = 0;
      double end = life.drawRest(draws);
      for (double drop : ends) {
        while (end < drop && at < lives.grid().lengthSeconds()) {
          lives.addSpan(at, end);
          at = end;
          end = at + life.draw(draws);
        }
        if (at < drop) {
          lives.addSpan(at, drop);
        }
        at = Math.max(at, drop) + draws.between(0, withinSeconds);
        end = at + life.draw(draws);
      }
    }
  }
}
