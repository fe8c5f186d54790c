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
      entry(String.format("%08x", table.entries().size()), ThreadKind.PLATFORM);
    }
    List<SiteSample> rows = new ArrayList<>();
    for (int i = 0; i < sites; i++) {
      rows.add(row(table.entries().get(i), live));
    }
    return rows;
  }

  /** A row of a site of its own, with so many waiting threads. */
  public SiteSample row(String id, ThreadKind kind, int live) {
    return row(entry(id, kind), live);
  }

  private SiteEntry entry(String id, ThreadKind kind) {
    return table.entryOf(
        new SiteNaming.Named(
            new CreationSite(id, id, kind, AttributionSource.AGENT, List.of(), null, null, null),
            null));
  }

  private static SiteSample row(SiteEntry entry, int live) {
    return new SiteSample(
        entry,
        new StateCounts(0, 0, 0, live, 0),
        0,
        live,
        0,
        List.of(0, 0, 0, 0, 0),
        List.of(4, 3, 2, 1, 0),
        0,
        0,
        SiteHistory.UNBOUNDED,
        List.of());
  }

  /** A ledger of pools of which so many found no room. */
  public static ThreadLedger ledgerWithoutRoomForPools(int pools) {
    PoolBirths births = new PoolBirths(ApplicationCode.of(List.of(), null, null), 0);
    for (int i = 0; i < pools; i++) {
      births.built(new Object(), () -> null);
    }
    ThreadLedger ledger = new ThreadLedger(new SiteTable(1), System::nanoTime);
    ledger.bornIn(births);
    return ledger;
  }

  /** A snapshot of those rows. */
  public Snapshot snapshot(List<SiteSample> rows) {
    return new Snapshot(0, rows, List.of(), Map.of(), 0, 0, 0);
  }
}
