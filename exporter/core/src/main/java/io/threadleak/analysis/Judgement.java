package io.threadleak.analysis;

import io.threadleak.model.Estimate;
import io.threadleak.model.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a site's history comes to, before hysteresis.
 *
 * @param verdict what the evidence says by itself
 * @param growth slope of the threads in question, null while undecided
 * @param survivors live threads that reached {@code survivorAgeSeconds}
 * @param survivorAgeSeconds the age at which survivors were counted, in seconds
 * @param rounds looked at
 * @param workPerRound units of work done in a round of that time, NaN where unknown
 * @param evidence what was seen, in figures
 */
public record Judgement(
    Verdict verdict,
    @Nullable Growth growth,
    int survivors,
    double survivorAgeSeconds,
    double rounds,
    double workPerRound,
    Evidence evidence) {

  /** Threads a second, null while undecided. */
  public @Nullable Estimate growthPerSecond() {
    return growth == null ? null : growth.perSecond();
  }

  /** Threads per unit of work, null where throughput is unknown or nothing was done. */
  public @Nullable Estimate growthPerUnit() {
    return growth == null ? null : growth.perUnit();
  }
}
