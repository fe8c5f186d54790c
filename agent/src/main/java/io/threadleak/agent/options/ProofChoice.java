package io.threadleak.agent.options;

import io.threadleak.model.ProofEngine;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What proofs may take, and what is made of them.
 *
 * @param directory empty for the JVM's temporary directory
 * @param maxHeapBytes of the heap in use
 * @param every zero for none unless asked
 * @param engine of those who do not ask for one
 * @param free whether threads that were proven leaked are interrupted
 */
public record ProofChoice(
    String directory, long maxHeapBytes, Duration every, ProofEngine engine, boolean free) {

  /** The directory; null for the JVM's temporary one. */
  public @Nullable Path path() {
    return directory.isEmpty() ? null : Path.of(directory);
  }

  static @Nullable String directory(String text) {
    return RecordingChoice.directory(text);
  }

  static @Nullable Long maxHeapBytes(String text) {
    return Amounts.bytes(text, 1L << 20, 1L << 40);
  }

  static @Nullable Duration every(String text) {
    return text.equals("off")
        ? Duration.ZERO
        : Amounts.time(text, Duration.ofMinutes(1), Duration.ofDays(30));
  }
}
