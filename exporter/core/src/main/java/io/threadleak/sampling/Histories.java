package io.threadleak.sampling;

import io.threadleak.model.SiteHistory;
import io.threadleak.sampling.Snapshot.SiteSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The bounded past of every site, one series each over one timeline. Used by one thread. */
public final class Histories {

  private final Timeline timeline;
  private final List<SiteSeries> series = new ArrayList<>();

  /** Empty histories of rounds so far apart. */
  public Histories(Duration interval) {
    timeline = new Timeline(SiteTally.seconds(interval.toNanos()));
  }

  /**
   * Adds a round to the histories.
   *
   * @param seconds when, from an arbitrary origin; later than the round before
   * @param work units of work completed by then, NaN where unknown
   */
  public void add(Snapshot snapshot, double seconds, double work) {
    if (timeline.isFull()) {
      int dropped = timeline.leastMissed();
      series.forEach(site -> site.drop(dropped));
      timeline.drop(dropped);
    }
    timeline.add(seconds, work);
    for (SiteSample sample : snapshot.sites()) {
      int index = sample.entry().index();
      if (index == series.size()) {
        series.add(new SiteSeries(timeline));
      }
      series.get(index).add(sample);
    }
  }

  /** The past of a site; a view that the next round changes. */
  public SiteHistory of(SiteSample sample) {
    return series.get(sample.entry().index());
  }
}
