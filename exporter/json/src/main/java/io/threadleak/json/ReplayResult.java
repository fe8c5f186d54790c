package io.threadleak.json;

import io.threadleak.ReplayedSite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a replay came to.
 *
 * @param labels by which a process is told from others, sorted by name; empty for recordings
 * @param sites every site that was seen
 * @param rounds how many were judged
 * @param restarts how often the recorded process was started anew
 * @param from time of the first round, null without rounds
 * @param to time of the last round, null without rounds
 * @param interval from one round to the next
 * @param warnings what was left out or put right, one line each
 */
public record ReplayResult(
    Map<String, String> labels,
    List<ReplayedSite> sites,
    long rounds,
    int restarts,
    @Nullable Instant from,
    @Nullable Instant to,
    Duration interval,
    List<String> warnings) {

  /** Copies labels and lists. */
  public ReplayResult {
    labels = new TreeMap<>(labels);
    sites = List.copyOf(sites);
    warnings = List.copyOf(warnings);
  }

  /** The same with some of its sites, which are told by their names. */
  public ReplayResult only(Predicate<String> wanted) {
    return new ReplayResult(
        labels,
        sites.stream().filter(site -> wanted.test(site.name())).toList(),
        rounds,
        restarts,
        from,
        to,
        interval,
        warnings);
  }

  /** Whether a site leaks. */
  public boolean leaks() {
    return sites.stream().anyMatch(ReplayedSite::leaks);
  }
}
