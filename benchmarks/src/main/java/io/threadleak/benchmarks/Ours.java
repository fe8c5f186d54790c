package io.threadleak.benchmarks;

import io.threadleak.RoundStand;
import io.threadleak.model.LeakReport;
import io.threadleak.prometheus.PrometheusExposition;
import java.util.Set;

/** What threadleak does again and again, as the peers' counterparts. */
final class Ours {

  private Ours() {}

  /** Walks and counts all threads by creation site. */
  static Contestant look(RoundStand stand) {
    return new Contestant("threadleak, one look", stand::look);
  }

  /** The same, then histories, verdicts and the report. */
  static Contestant round(RoundStand stand) {
    return new Contestant("threadleak, one round with verdicts", stand::round);
  }

  /** Renders a report that nobody has asked for before as text. */
  static Contestant scrape(RoundStand stand) {
    PrometheusExposition exposition = new PrometheusExposition();
    LeakReport report = stand.round();
    return new Contestant(
        "threadleak, as text", () -> exposition.scrape(copyOf(report), null, Set.of()));
  }

  /** A report of its own identity, so that nothing kept from the last scrape will do. */
  private static LeakReport copyOf(LeakReport report) {
    return new LeakReport(
        report.time(),
        report.interval(),
        report.sites(),
        report.other(),
        report.otherVirtual(),
        report.deadlocked(),
        report.limits(),
        report.process(),
        report.work(),
        report.endpoints(),
        report.virtualThreads(),
        report.proof(),
        report.self());
  }
}
