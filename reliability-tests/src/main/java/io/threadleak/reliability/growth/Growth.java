package io.threadleak.reliability.growth;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Whether readings grow: the median of their last third against that of the first, with what it may
 * be above. Everything that we keep is bounded and full after the warm-up, which is left out.
 *
 * @param share of the first by which the last may be above
 * @param allowance by which it may be above besides
 */
record Growth(String what, ToDoubleFunction<Reading> of, double share, double allowance) {

  private static final int LEAST_READINGS = 3;

  /** What must not grow: heap, threads and files. */
  static final List<Growth> ALL =
      List.of(
          new Growth("heap", Reading::ownBytes, 0.05, 64 << 10),
          new Growth("threads", Reading::ownThreads, 0, 2),
          new Growth("files", Reading::files, 0, 4));

  /** What grew, in words; empty if it did not. */
  Optional<String> trouble(List<Reading> readings) {
    if (readings.size() < LEAST_READINGS) {
      return Optional.of("only " + readings.size() + " readings");
    }
    int third = readings.size() / LEAST_READINGS;
    double first = median(readings.subList(0, third));
    double last = median(readings.subList(readings.size() - third, readings.size()));
    return last > first * (1 + share) + allowance
        ? Optional.of("%s grew from %.0f to %.0f".formatted(what, first, last))
        : Optional.empty();
  }

  private double median(List<Reading> readings) {
    double[] sorted = readings.stream().mapToDouble(of).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
