package io.threadleak;

import io.threadleak.model.ProofEngine;
import io.threadleak.proving.ProofLimits;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A monitor's knobs of proofs, checked.
 *
 * @param limits what one may take
 * @param every from one proof to the next; null for none unless asked
 * @param engine of those who do not ask for one
 * @param free whether threads that were proven leaked are interrupted
 */
record ProofSettings(
    ProofLimits limits, @Nullable Duration every, ProofEngine engine, boolean free) {

  private static final Duration MIN_EVERY = Duration.ofMinutes(1);
  private static final Duration MAX_EVERY = Duration.ofDays(30);
  private static final long LEAST_HEAP_BYTES = 1L << 20;

  static final ProofSettings DEFAULTS =
      new ProofSettings(ProofLimits.defaults(), null, ProofEngine.AUTO, false);

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
    return with(new ProofLimits(directory, limits.maxHeapBytes(), limits.deadline()));
  }

  ProofSettings withMaxHeap(long bytes) {
    return with(new ProofLimits(limits.directory(), bytes, limits.deadline()));
  }

  private ProofSettings with(ProofLimits changed) {
    return new ProofSettings(changed, every, engine, free);
  }

  ProofSettings withEvery(@Nullable Duration time) {
    return new ProofSettings(limits, time, engine, free);
  }

  ProofSettings withEngine(ProofEngine chosen) {
    return new ProofSettings(limits, every, chosen, free);
  }

  ProofSettings withFree(boolean frees) {
    return new ProofSettings(limits, every, engine, frees);
  }
}
