package io.threadleak.benchmarks.simulation;

import java.util.Arrays;

/** Stretches of time in which something is otherwise: brown-outs, bursts of errors, pauses. */
final class Spells {

  private Spells() {}

  /** Whether a time lies within a spell that has begun at any of some times. */
  static boolean within(double seconds, double[] begins, double lastsSeconds) {
    return Arrays.stream(begins)
        .anyMatch(begin -> begin <= seconds && seconds < begin + lastsSeconds);
  }
}
