package io.threadleak;

import io.threadleak.model.RecordedSite;
import io.threadleak.sampling.SiteCounts;
import java.util.List;

/**
 * A recorded site, as histories take it.
 *
 * @param site the site
 * @param ages the ages in seconds that the histories' levels stand for
 */
record RecordedCounts(RecordedSite site, List<Integer> ages) implements SiteCounts {

  @Override
  public int live() {
    return site.live();
  }

  @Override
  public long started() {
    return site.started();
  }

  @Override
  public long ended() {
    return site.ended();
  }

  @Override
  public int aged(int level) {
    return Math.max(0, site.olderThan().at(ages.get(level)));
  }

  @Override
  public int bound() {
    return site.bound();
  }
}
