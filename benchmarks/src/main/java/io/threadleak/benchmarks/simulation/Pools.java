package io.threadleak.benchmarks.simulation;

/** Threads that are started by a plan rather than by chance, and stay or end by that plan. */
final class Pools {

  private Pools() {}

  /** A pool whose threads are all there from the begin. */
  static void full(Lives lives, int size) {
    lives.add(0, Lives.NEVER, size);
  }

  /**
   * A pool that fills one thread at a time and then stays, as a {@code ThreadPoolExecutor} does
   * with each task up to its core size.
   *
   * @param unrest how far a start may be from its place in the row, in shares of a step, 0 to 1
   */
  static void filling(
      Lives lives, Draws draws, int size, double fromSeconds, double seconds, double unrest) {
    for (int i = 0; i < size; i++) {
      double place = i + unrest * draws.between(0, 1);
      lives.addSpan(fromSeconds + seconds * place / size, Double.POSITIVE_INFINITY);
    }
  }

  /** A job that starts a number of threads again and again, which end together, or nearly so. */
  static void batches(
      Lives lives, Draws draws, int width, double everySeconds, double lastsSeconds) {
    double begin = draws.between(0, everySeconds);
    for (double at = begin; at < lives.grid().lengthSeconds(); at += everySeconds) {
      double lasts = lastsSeconds * draws.between(0.7, 1.3);
      for (int i = 0; i < width; i++) {
        lives.addSpan(at, at + lasts * draws.between(0.9, 1));
      }
    }
  }
}
