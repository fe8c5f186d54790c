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
}
