package io.threadleak.agent.prometheus;

import io.threadleak.model.RecordedRound;
import io.threadleak.model.RecordedSite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All samples of one process that bear the same time. Used by one thread. */
final class Scrape {

  private final List<@Nullable SiteCounts> sites = new ArrayList<>();
  private double work = Double.NaN;
  private double lookedAt = Double.NaN;

  /** The counts of a site, by its number. */
  SiteCounts site(int index) {
    while (sites.size() <= index) {
      sites.add(null);
    }
    SiteCounts counts = sites.get(index);
    if (counts == null) {
      counts = new SiteCounts();
      sites.set(index, counts);
    }
    return counts;
  }

  void setWork(double completed) {
    work = completed;
  }

  void setLookedAt(double epochSeconds) {
    lookedAt = epochSeconds;
  }

  /** When the round looked that was scraped, in seconds since the epoch; NaN where unknown. */
  double lookedAt() {
    return lookedAt;
  }

  /** Sites of which live, started or ended threads are missing. */
  int torn() {
    int torn = 0;
    for (SiteCounts site : sites) {
      if (site != null && !site.isWhole()) {
        torn++;
      }
    }
    return torn;
  }

  /**
   * The round that was scraped, without what is torn.
   *
   * @param scrapedAt epoch seconds, used where it is not known when the round looked
   */
  RecordedRound toRound(double scrapedAt, SiteNames names) {
    Map<String, RecordedSite> whole = new LinkedHashMap<>();
    for (int i = 0; i < sites.size(); i++) {
      SiteCounts site = sites.get(i);
      if (site != null && site.isWhole()) {
        whole.put(names.name(i), site.toSite());
      }
    }
    return new RecordedRound(Double.isNaN(lookedAt) ? scrapedAt : lookedAt, work, whole);
  }
}
