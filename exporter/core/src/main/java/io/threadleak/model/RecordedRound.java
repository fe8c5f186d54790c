package io.threadleak.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One round as a recording keeps it.
 *
 * @param epochSeconds when, by the wall clock, which may have been set back or forth
 * @param work units of work completed so far, cumulative; begins again at a restart; {@code NaN}
 *     where unknown
 * @param sites by name, in the order in which they were recorded
 */
public record RecordedRound(double epochSeconds, double work, Map<String, RecordedSite> sites) {

  /** Copies the map. */
  public RecordedRound {
    sites = new LinkedHashMap<>(sites);
  }

  /**
   * Whether a counter of work or of a site is lower than it was: not in one run of a process can
   * that be. The folded rest, whose members change, is not asked.
   */
  public boolean isBehind(RecordedRound earlier) {
    return work < earlier.work
        || sites.entrySet().stream()
            .anyMatch(
                entry -> {
                  RecordedSite before = earlier.sites.get(entry.getKey());
                  return before != null
                      && !CreationSite.isOtherName(entry.getKey())
                      && entry.getValue().isBehind(before);
                });
  }
}
