package io.threadleak.benchmarks;

import java.util.List;

/**
 * What one contestant cost.
 *
 * @param name of the contestant
 * @param cpuNanos CPU time of the measuring thread per call, one figure a round
 * @param allocatedBytes garbage of the measuring thread per call, the median round's
 * @param safepoints operations of the VM that stopped all threads, per call, garbage collection
 *     left out
 */
record Outcome(String name, List<Double> cpuNanos, double allocatedBytes, double safepoints) {

  /** Copies the measurements. */
  Outcome {
    cpuNanos = List.copyOf(cpuNanos);
  }

  /** CPU time per call in nanoseconds. */
  Spread cpu() {
    return Spread.of(cpuNanos);
  }

  /** CPU time as a share of another contestant's, round by round. */
  Spread cpuAgainst(Outcome reference) {
    return Spread.ofRatios(cpuNanos, reference.cpuNanos);
  }
}
