package io.threadleak.proving;

import io.threadleak.proof.ProofFindings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one proof about this JVM came to; which thread belongs to which creation site is not said
 * yet.
 *
 * @param time when the heap was looked at, by the wall clock
 * @param seconds from the beginning to the outcome
 * @param pauseSeconds how long the JVM stood still, as a thread feels it; null where nothing was
 *     dumped
 * @param moved threads that looked stuck in the dump, and had moved
 */
public record ProofOutcome(
    Instant time,
    double seconds,
    @Nullable Double pauseSeconds,
    int moved,
    ProofFindings findings) {}
