package io.threadleak.attribution;

import io.threadleak.model.AttributionSource;
import io.threadleak.model.CreationSite;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.StateCounts;
import io.threadleak.model.ThreadKind;
import io.threadleak.sampling.Snapshot;
import io.threadleak.sampling.Snapshot.SiteSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Snapshots made up for tests. */
public final class Samples {

  private final SiteTable table = new SiteTable(1_000);

  /** Rows of the first so many sites, each with so many waiting threads. */
  public List<SiteSample> rows(int sites, int live) {
    while (table.entries().size() < sites) {
      String id = String.format("%08x", table.entries().size());
      table.entryOf(
          new SiteNaming.Named(
              new CreationSite(
                  id,
                  id,
                  ThreadKind.PLATFORM,
                  AttributionSource.AGENT,
                  List.of(),
                  null,
                  null,
                  null),
              null));
    }
    List<SiteSample> rows = new ArrayList<>();
    for (int i = 0; i < sites; i++) {
      rows.add(
          new SiteSample(
              table.entries().get(i),
              new StateCounts(0, 0, 0, live, 0),
              live,
              0,
              List.of(0, 0, 0, 0, 0),
              List.of(4, 3, 2, 1, 0),
              0,
              0,
              SiteHistory.UNBOUNDED));
    }
    return rows;
  }

  /** A snapshot of those rows. */
  public Snapshot snapshot(List<SiteSample> rows) {
    return new Snapshot(0, rows, Map.of(), 0, 0, 0);
  }
}
