package io.threadleak.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A verdict with its evidence.
 *
 * @param verdict what is said
 * @param since when the site first got this verdict without a break
 * @param firstLeaking when the site was first called {@code leaking}, null if it never was; stays
 *     when the verdict is retracted
 * @param retractions how often {@code leaking} was taken back
 * @param growthPerSecond slope of live threads in threads a second, null while undecided
 * @param growthPerUnit slope of live threads in threads per unit of work, null where throughput is
 *     unknown or nothing was done
 * @param survivors threads of this site that outlived {@code survivorAgeSeconds}
 * @param survivorAgeSeconds the age those survivors have reached, in seconds
 * @param summary one sentence: what was seen
 * @param explanation one sentence: why that leads to this verdict
 * @param nextStep one sentence: what to do about it
 */
public record SiteVerdict(
    Verdict verdict,
    Instant since,
    @Nullable Instant firstLeaking,
    int retractions,
    @Nullable Estimate growthPerSecond,
    @Nullable Estimate growthPerUnit,
    int survivors,
    double survivorAgeSeconds,
    String summary,
    String explanation,
    String nextStep) {}
