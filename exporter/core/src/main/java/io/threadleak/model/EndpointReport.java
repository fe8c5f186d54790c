package io.threadleak.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was being served where threads were started: a scope, such as the mapping of a request.
 *
 * @param endpoint its name, at most 200 characters; {@code other} for what found no row
 * @param live live threads that were started in it, or by such threads
 * @param started such threads started since the monitor began
 * @param ended those of them that have ended
 * @param completed how often it was served to the end, as of this round
 * @param perSecond the same a second over the last minutes; null where unknown
 * @param sites where the live ones were started, most first; at most {@value #MAX_SITES}, the rest
 *     of them in no row
 */
public record EndpointReport(
    String endpoint,
    int live,
    long started,
    long ended,
    long completed,
    @Nullable Double perSecond,
    List<SiteThreads> sites) {

  /** Rows of sites. */
  public static final int MAX_SITES = 5;

  /** Copies the list. */
  public EndpointReport {
    sites = List.copyOf(sites);
  }

  /** Live threads for each time that it was served; null where it never was to the end. */
  public @Nullable Double retainedPerUnit() {
    return completed == 0 ? null : live / (double) completed;
  }

  /**
   * Live threads of an endpoint that were started at one creation site.
   *
   * @param siteId the site's id
   * @param site its label
   * @param live how many, 1 or more
   */
  public record SiteThreads(String siteId, String site, int live) {}
}
