package io.threadleak.proving;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a proof may take.
 *
 * @param directory where the dump goes; null for the JVM's temporary directory
 * @param maxHeapBytes no proof is made while more of the heap is in use, since the pause grows with
 *     it
 * @param deadline after which it is given up
 */
public record ProofLimits(@Nullable Path directory, long maxHeapBytes, Duration deadline) {

  /** A heap that makes the JVM stand still for some 15 seconds. */
  public static final long DEFAULT_MAX_HEAP_BYTES = 4L << 30;

  public static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(10);

  /** The defaults. */
  public static ProofLimits defaults() {
    return new ProofLimits(null, DEFAULT_MAX_HEAP_BYTES, DEFAULT_DEADLINE);
  }

  /** Where the dump goes. */
  Path parent() {
    return directory == null ? Path.of(System.getProperty("java.io.tmpdir")) : directory;
  }
}
