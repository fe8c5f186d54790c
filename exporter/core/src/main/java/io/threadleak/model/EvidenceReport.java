package io.threadleak.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of the evidence since its keeper was started.
 *
 * @param written bundles that were written
 * @param failed attempts to write one that failed
 * @param heldBack triggers that were not followed, since the last bundle was too fresh
 * @param dropped bundles that were deleted to keep within the limits
 * @param last when the last one was written; null if none was
 */
public record EvidenceReport(
    long written, long failed, long heldBack, long dropped, @Nullable Instant last) {}
