package io.threadleak;

import io.threadleak.attribution.SiteEntry;
import io.threadleak.attribution.SiteTable;
import io.threadleak.exposition.SiteHistories;
import io.threadleak.model.CreationSite;
import io.threadleak.model.HistoryReport;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.SitePast;
import io.threadleak.model.SiteReport;
import io.threadleak.model.ThreadKind;
import io.threadleak.sampling.Histories;
import io.threadleak.sampling.SiteCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The past of every site that is watched, and of the rows that sum up the rest as they were
 * reported. Written by the rounds, read by whoever asks.
 */
final class Pasts implements SiteHistories {

  /** What the rounds have told last; a wall clock that is set anew moves the past along with it. */
  private record Told(@Nullable LeakReport report, double originSeconds) {}

  private final Duration interval;
  private final SiteTable table;
  private final Histories sites;
  private final Histories rests;
  private volatile Told told = new Told(null, 0);

  /** Nothing yet of the sites in a table. */
  Pasts(Duration interval, SiteTable table) {
    this.interval = interval;
    this.table = table;
    double intervalSeconds = interval.toNanos() / 1e9;
    this.sites = Histories.ofWatched(intervalSeconds);
    this.rests = Histories.ofWatched(intervalSeconds);
  }

  /** The past of all sites by their index, for the thread of the rounds to add to. */
  Histories sites() {
    return sites;
  }

  /**
   * Completes a round.
   *
   * @param report what it has come to
   * @param seconds when it was, by the clock of the sites' histories
   * @param work units of work completed by then, NaN where unknown
   */
  void tell(LeakReport report, double seconds, double work) {
    rests.begin(seconds, work);
    for (SiteReport rest : report.others()) {
      rests.add(index(rest.site().kind()), new RestCounts(rest));
    }
    told = new Told(report, epochSeconds(report.time()) - seconds);
  }

  private static int index(ThreadKind kind) {
    return kind == ThreadKind.VIRTUAL ? 1 : 0;
  }

  private static double epochSeconds(Instant time) {
    return time.getEpochSecond() + time.getNano() / 1e9;
  }

  @Override
  public HistoryReport all(int most) {
    Told latest = told;
    Map<String, SitePast> pasts = new LinkedHashMap<>();
    if (latest.report != null) {
      latest
          .report
          .rows()
          .forEach(
              row -> {
                SitePast past = copy(row.site(), latest.originSeconds, most);
                if (past != null) {
                  pasts.put(row.site().key(), past);
                }
              });
    }
    return new HistoryReport(interval, pasts);
  }

  @Override
  public @Nullable SitePast of(String key) {
    Told latest = told;
    if (latest.report == null) {
      return null;
    }
    return latest
        .report
        .rows()
        .filter(row -> row.site().key().equals(key))
        .findFirst()
        .map(row -> copy(row.site(), latest.originSeconds, ALL_SAMPLES))
        .orElse(null);
  }

  private @Nullable SitePast copy(CreationSite site, double originSeconds, int most) {
    if (site.isOther()) {
      return rests.copy(index(site.kind()), originSeconds, most);
    }
    SiteEntry entry = table.find(site.id());
    return entry == null ? null : sites.copy(entry.index(), originSeconds, most);
  }

  /** A rest's row as a history keeps it. */
  private record RestCounts(SiteReport row) implements SiteCounts {

    @Override
    public int live() {
      return row.live();
    }

    @Override
    public long started() {
      return row.started();
    }

    @Override
    public long ended() {
      return row.ended();
    }

    @Override
    public int aged(int level) {
      return row.agedRounds().get(level);
    }

    @Override
    public int bound() {
      return SiteHistory.UNBOUNDED;
    }
  }
}
