package io.threadleak.sampling;

import io.threadleak.attribution.EndpointEntry;
import io.threadleak.attribution.SiteEntry;
import java.util.Map;

/**
 * One scope at the instant of a round.
 *
 * @param entry the scope
 * @param started cumulative starts in it
 * @param ended cumulative ends
 * @param live live threads by where they were started
 */
public record EndpointSample(
    EndpointEntry entry, long started, long ended, Map<SiteEntry, Integer> live) {

  /** Copies the map. */
  public EndpointSample {
    live = Map.copyOf(live);
  }
}
