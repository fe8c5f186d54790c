package io.threadleak.model;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The past of sites as of one moment, immutable.
 *
 * @param interval from one round to the next
 * @param sites by {@link CreationSite#key()}, in the order of the report they belong to
 */
public record HistoryReport(Duration interval, Map<String, SitePast> sites) {

  /** Copies the map, in its order. */
  public HistoryReport {
    sites = Collections.unmodifiableMap(new LinkedHashMap<>(sites));
  }
}
