package io.threadleak.json;

import io.threadleak.ReplayedSite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a replay came to.
 *
 * @param sites every site that was seen
 * @param rounds how many were judged
 * @param restarts how often the recorded process was started anew
 * @param from time of the first round, null without rounds
 * @param to time of the last round, null without rounds
 * @param interval from one round to the next
 * @param warnings what was left out or put right, one line each
 */
public record ReplayResult(
    List<ReplayedSite> sites,
    long rounds,
    int restarts,
    @Nullable Instant from,
    @Nullable Instant to,
    Duration interval,
    List<String> warnings) {

  /** Copies the lists. */
  public ReplayResult {
    sites = List.copyOf(sites);
    warnings = List.copyOf(warnings);
  }

  /** Whether a site leaks. */
  public boolean leaks() {
    return sites.stream().anyMatch(ReplayedSite::leaks);
  }
}
