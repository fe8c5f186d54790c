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

  /** The cells of a row: name, CPU, ratio to the reference's CPU, garbage, safepoints. */
  String[] cells(Outcome reference) {
    return new String[] {
      name,
      Unit.MILLISECONDS.write(Spread.of(cpuNanos)),
      Unit.TIMES.write(Spread.ofRatios(cpuNanos, reference.cpuNanos)),
      Unit.KIBIBYTES.write(allocatedBytes),
      Unit.TIMES.write(safepoints)
    };
  }
}
