package io.threadleak.sampling;

import io.threadleak.model.Ages;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.SitePast;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bounded past of every site, one series each over one timeline. Written, and read through
 * {@link #of}, by one thread; any other reads {@linkplain #copy copies}. Writing waits for a copy
 * that is being made, of one site at a time.
 */
public final class Histories {

  private final Timeline timeline;
  private final List<@Nullable SiteSeries> series = new ArrayList<>();

  /**
   * Empty histories.
   *
   * @param intervalSeconds from one round to the next, above 0
   * @param ageRounds the ages at which live threads are counted, in rounds, ascending
   */
  public Histories(double intervalSeconds, double[] ageRounds) {
    timeline = new Timeline(intervalSeconds, ageRounds);
  }

  /**
   * Empty histories of sites that are watched: their threads are counted at {@link Ages#ROUNDS}.
   *
   * @param intervalSeconds from one round to the next, above 0
   */
  public static Histories ofWatched(double intervalSeconds) {
    double[] rounds = Ages.ROUNDS.stream().mapToDouble(Integer::doubleValue).toArray();
    return new Histories(intervalSeconds, rounds);
  }

  /**
   * Begins a round, which {@link #add} completes.
   *
   * @param seconds when, from an arbitrary origin; later than the round before
   * @param work units of work completed by then, NaN where unknown
   */
  public synchronized void begin(double seconds, double work) {
    series.forEach(Histories::fill);
    if (timeline.isFull()) {
      int dropped = timeline.leastMissed();
      for (SiteSeries site : series) {
        if (site != null) {
          site.drop(dropped);
        }
      }
      timeline.drop(dropped);
    }
    timeline.add(seconds, work);
  }

  /** A site that was not looked at in a round stood still. */
  private static void fill(@Nullable SiteSeries site) {
    while (site != null && site.missing() > 0) {
      site.repeat();
    }
  }

  /**
   * Adds a site's counts to the round that was begun.
   *
   * @param index the site's, from 0 on; a new one makes a new site known
   */
  public synchronized void add(int index, SiteCounts counts) {
    while (series.size() <= index) {
      series.add(null);
    }
    SiteSeries site = series.get(index);
    if (site == null) {
      site = new SiteSeries(timeline);
      series.set(index, site);
    }
    site.add(counts);
  }

  /**
   * A copy of a site's past, for any thread; null while nothing is known of the site.
   *
   * @param index the site's, from 0 on
   * @param originSeconds the epoch second at which the seconds of {@link #begin} are 0
   * @param most samples to keep, as in {@link SitePast#of}
   */
  public synchronized @Nullable SitePast copy(int index, double originSeconds, int most) {
    SiteSeries site = index < series.size() ? series.get(index) : null;
    return site == null ? null : SitePast.of(site, originSeconds, most);
  }

  /** The past of a known site; a view that the next round changes. */
  public SiteHistory of(int index) {
    return Objects.requireNonNull(series.get(index));
  }
}
