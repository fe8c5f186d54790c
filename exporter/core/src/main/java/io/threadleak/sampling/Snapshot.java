package io.threadleak.sampling;

import io.threadleak.attribution.SiteEntry;
import io.threadleak.model.AttributionSource;
import io.threadleak.model.PoolBirthplace;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.StateCounts;
import java.util.List;
import java.util.Map;

/**
 * All threads at one instant, counted by site.
 *
 * @param nanos when, on the ledger's clock
 * @param sites one row for each site the table holds, by {@link SiteEntry#index()}
 * @param endpoints one row for each scope that the ledger knows
 * @param attributed live threads by the source that named their site
 * @param ownThreads threads of threadleak itself, counted nowhere else
 * @param deadlocked threads in a deadlock
 * @param failures threads that could not be looked at
 */
public record Snapshot(
    long nanos,
    List<SiteSample> sites,
    List<EndpointSample> endpoints,
    Map<AttributionSource, Integer> attributed,
    int ownThreads,
    int deadlocked,
    int failures) {

  /**
   * One site at that instant.
   *
   * @param entry the site
   * @param states live threads by state
   * @param liveMargin how far the live threads may be off, 0 where they were counted one by one
   * @param started cumulative starts
   * @param ended cumulative ends
   * @param aged live threads at least as old as each of the exposed ages
   * @param agedRounds the same at the ages that the analysis counts in rounds
   * @param oldestSeconds age of the oldest live thread, 0 where none
   * @param pools pools that its threads belong to, as far as can be seen
   * @param bound threads that those pools may hold at most; {@link SiteHistory#UNBOUNDED} where
   *     some of its threads belong to none
   * @param birthplaces where those pools were constructed, that of most pools first
   */
  public record SiteSample(
      SiteEntry entry,
      StateCounts states,
      int liveMargin,
      long started,
      long ended,
      List<Integer> aged,
      List<Integer> agedRounds,
      double oldestSeconds,
      int pools,
      int bound,
      List<PoolBirthplace> birthplaces)
      implements SiteCounts {

    /** Live threads of the site. */
    @Override
    public int live() {
      return states.total();
    }

    @Override
    public int aged(int level) {
      return agedRounds.get(level);
    }
  }
}
