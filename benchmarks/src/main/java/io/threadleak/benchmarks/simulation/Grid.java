package io.threadleak.benchmarks.simulation;

/**
 * The rounds of a simulated run: round 0 at its begin, each next one interval later.
 *
 * @param rounds how many, above 0
 * @param intervalSeconds from one to the next, a whole number of seconds, above 0
 */
record Grid(int rounds, int intervalSeconds) {

  /** The interval that services run with unless told otherwise. */
  static final int DEFAULT_SECONDS = 10;

  static Grid ofHours(double hours, int intervalSeconds) {
    return new Grid((int) (hours * 3600 / intervalSeconds) + 1, intervalSeconds);
  }

  /** The first round at or after an instant in seconds from the begin. */
  int roundAt(double seconds) {
    return (int) Math.min(Lives.NEVER, Math.ceil(seconds / intervalSeconds));
  }

  /** Seconds from the begin to a round. */
  double secondsAt(int round) {
    return (double) round * intervalSeconds;
  }

  /** Seconds from the first round to the last. */
  double lengthSeconds() {
    return secondsAt(rounds - 1);
  }
}
