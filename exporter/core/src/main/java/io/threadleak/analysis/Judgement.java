package io.threadleak.analysis;

import io.threadleak.model.Estimate;
import io.threadleak.model.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a site's history comes to, before hysteresis.
 *
 * @param verdict what the evidence says by itself
 * @param growthPerSecond threads a second, null while undecided
 * @param growthPerUnit threads per unit of work, null where throughput is unknown or nothing was
 *     done
 * @param survivors live threads that reached {@code survivorAgeSeconds}
 * @param survivorAgeSeconds the age at which survivors were counted, in seconds
 * @param workPerRound units of work done in a round of that time, NaN where unknown
 * @param evidence what was seen, in figures
 */
public record Judgement(
    Verdict verdict,
    @Nullable Estimate growthPerSecond,
    @Nullable Estimate growthPerUnit,
    int survivors,
    double survivorAgeSeconds,
    double workPerRound,
    Evidence evidence) {}
