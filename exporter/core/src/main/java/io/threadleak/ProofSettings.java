package io.threadleak;

import io.threadleak.proving.ProofLimits;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A monitor's knobs of proofs, checked.
 *
 * @param limits what one may take
 * @param every from one proof to the next; null for none unless asked
 */
record ProofSettings(ProofLimits limits, @Nullable Duration every) {

  private static final Duration MIN_EVERY = Duration.ofMinutes(1);
  private static final Duration MAX_EVERY = Duration.ofDays(30);
  private static final long LEAST_HEAP_BYTES = 1L << 20;

  static final ProofSettings DEFAULTS = new ProofSettings(ProofLimits.defaults(), null);

  ProofSettings {
    if (limits.maxHeapBytes() < LEAST_HEAP_BYTES) {
      throw new IllegalArgumentException(
          "proofMaxHeap must be 1 MiB or more, but is " + limits.maxHeapBytes() + " bytes");
    }
    if (every != null && (every.compareTo(MIN_EVERY) < 0 || every.compareTo(MAX_EVERY) > 0)) {
      throw new IllegalArgumentException(
          "proofEvery must be from 1 min to 30 d, but is " + every + ": set it to 1 h, say");
    }
  }

  ProofSettings withDirectory(Path directory) {
    return new ProofSettings(
        new ProofLimits(directory, limits.maxHeapBytes(), limits.deadline()), every);
  }

  ProofSettings withMaxHeap(long bytes) {
    return new ProofSettings(new ProofLimits(limits.directory(), bytes, limits.deadline()), every);
  }

  ProofSettings withEvery(@Nullable Duration time) {
    return new ProofSettings(limits, time);
  }
}
