package io.threadleak.exposition;

import io.threadleak.model.HistoryReport;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.SitePast;
import io.threadleak.model.SiteReport;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A past for every row of a report, for the tests of everything that reads one; shared as a test
 * jar. It ends at the report's time, with the row's live threads.
 */
public final class SampleHistories implements SiteHistories {

  private final LeakReport report;
  private final int samples;

  /** Pasts of so many samples each. */
  public SampleHistories(LeakReport report, int samples) {
    this.report = report;
    this.samples = samples;
  }

  @Override
  public HistoryReport all(int most) {
    Map<String, SitePast> sites = new LinkedHashMap<>();
    report.rows().forEach(row -> sites.put(row.site().key(), past(row, most)));
    return new HistoryReport(report.interval(), sites);
  }

  @Override
  public @Nullable SitePast of(String key) {
    return report
        .rows()
        .filter(row -> row.site().key().equals(key))
        .findFirst()
        .map(row -> past(row, ALL_SAMPLES))
        .orElse(null);
  }

  private SitePast past(SiteReport row, int most) {
    double end = report.time().toEpochMilli() / 1e3;
    double interval = report.interval().toNanos() / 1e9;
    return SitePast.of(new Rising(row, samples, interval), end - interval * (samples - 1), most);
  }

  /** A thread more each round, ten units of work in each but the first, where it is unknown. */
  private record Rising(SiteReport row, int size, double intervalSeconds) implements SiteHistory {

    @Override
    public double seconds(int index) {
      return index * intervalSeconds;
    }

    @Override
    public int live(int index) {
      return Math.max(0, row.live() - (size - 1 - index));
    }

    @Override
    public long started(int index) {
      return 2L * index + live(index);
    }

    @Override
    public long ended(int index) {
      return 2L * index;
    }

    @Override
    public int levels() {
      return row.agedRounds().size();
    }

    @Override
    public double ageRounds(int level) {
      return 6.0 * (level + 1);
    }

    @Override
    public int aged(int index, int level) {
      return Math.max(0, live(index) - 6 * (level + 1));
    }

    @Override
    public int bound(int index) {
      return UNBOUNDED;
    }

    @Override
    public double work(int index) {
      return index == 0 ? Double.NaN : 1_000 + 10.0 * index;
    }
  }
}
