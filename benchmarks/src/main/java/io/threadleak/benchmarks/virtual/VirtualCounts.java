package io.threadleak.benchmarks.virtual;

import io.threadleak.model.LeakReport;
import io.threadleak.model.SiteReport;
import io.threadleak.model.ThreadKind;
import java.util.List;

/**
 * The virtual threads of a report, all sites together.
 *
 * @param live at the round
 * @param started since the agent began
 * @param ended since then
 */
record VirtualCounts(long live, long started, long ended) {

  static VirtualCounts of(LeakReport report) {
    List<SiteReport> rows = rows(report);
    return new VirtualCounts(
        rows.stream().mapToLong(SiteReport::live).sum(),
        rows.stream().mapToLong(SiteReport::started).sum(),
        rows.stream().mapToLong(SiteReport::ended).sum());
  }

  /** The rows of virtual threads. */
  static List<SiteReport> rows(LeakReport report) {
    return report.rows().filter(row -> row.site().kind() == ThreadKind.VIRTUAL).toList();
  }
}
