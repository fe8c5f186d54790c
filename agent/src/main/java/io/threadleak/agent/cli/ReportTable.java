package io.threadleak.agent.cli;

import io.threadleak.model.Estimate;
import io.threadleak.model.LeakReport;
import io.threadleak.model.PoolBirthplace;
import io.threadleak.model.SiteReport;
import io.threadleak.model.SiteVerdict;
import io.threadleak.model.ThreadKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a report as text for a terminal. Where virtual threads are counted, each row names
 * its kind, and a number of threads that was estimated says by how much it may be off:
 *
 * <pre>
 * VERDICT            LIVE   BOUND      GROWTH  KIND      CREATION SITE
 * leaking              37             +15/min  platform  com.acme.OrderHandler.handle(OrderHandler.java:42)
 * steady       1000 ±120            +0.0/min  virtual   com.acme.Push.send(Push.java:7)
 * </pre>
 */
final class ReportTable {

  private static final int LEAST_LIVE_WIDTH = 6;

  private final StringBuilder text = new StringBuilder();
  private final LeakReport report;
  private final boolean withEvidence;
  private final boolean withKind;
  private final int liveWidth;

  private ReportTable(LeakReport report, boolean withEvidence) {
    this.report = report;
    this.withEvidence = withEvidence;
    this.withKind = countsVirtual(report);
    this.liveWidth =
        Math.max(
            LEAST_LIVE_WIDTH,
            report.rows().map(ReportTable::live).mapToInt(String::length).max().orElse(0) + 1);
  }

  /** Whether the report has a row of virtual threads. */
  static boolean countsVirtual(LeakReport report) {
    return report.rows().anyMatch(row -> row.site().kind() == ThreadKind.VIRTUAL);
  }

  /**
   * The whole table with its heading.
   *
   * @param withEvidence whether what is suspicious is followed by its evidence
   */
  static String of(LeakReport report, boolean withEvidence) {
    return new ReportTable(report, withEvidence).build();
  }

  private String build() {
    line("VERDICT", "LIVE", "BOUND", "GROWTH", "KIND", "CREATION SITE");
    for (SiteReport row : report.sites()) {
      SiteVerdict verdict = row.verdict();
      line(
          verdict.verdict().label(),
          live(row),
          row.bound() == null ? "" : row.bound().toString(),
          growth(verdict.growthPerSecond()),
          row.site().kind().label(),
          ReportText.plain(row.site().label()));
      if (withEvidence && isTelling(verdict)) {
        evidence(row);
      }
    }
    for (SiteReport rest : report.others()) {
      if (rest.live() > 0) {
        line("", live(rest), "", "", rest.site().kind().label(), "all other sites together");
      }
    }
    return text.toString();
  }

  private void line(
      String verdict, String live, String bound, String growth, String kind, String site) {
    text.append("%-12s".formatted(verdict))
        .append(" ".repeat(liveWidth - live.length()))
        .append(live)
        .append("%8s  %10s  ".formatted(bound, growth))
        .append(withKind ? "%-10s".formatted(kind) : "")
        .append(site)
        .append('\n');
  }

  private void evidence(SiteReport row) {
    SiteVerdict verdict = row.verdict();
    named("entry: ", row.site().entry());
    named("scope: ", row.site().scope());
    String endpoints = EndpointText.ofSite(report, row.site().id());
    if (!endpoints.isEmpty()) {
      Paragraph.append(text, "endpoints: ", ReportText.plain(endpoints));
    }
    if (row.pools() > 0) {
      Paragraph.append(text, "", pools(row));
    }
    row.birthplaces().forEach(place -> named("made at: ", madeAt(place)));
    Paragraph.append(text, "", ReportText.plain(verdict.summary()));
    Paragraph.append(text, "", ReportText.plain(verdict.explanation()));
    Paragraph.append(text, "next: ", ReportText.plain(verdict.nextStep()));
  }

  private void named(String before, @Nullable String name) {
    if (name != null) {
      text.append("    ").append(before).append(ReportText.plain(name)).append('\n');
    }
  }

  /** An alarm, or one that was false. */
  private static boolean isTelling(SiteVerdict verdict) {
    return verdict.verdict().isSuspicious() || verdict.retractions() > 0;
  }

  private static String live(SiteReport row) {
    return row.liveMargin() == 0 ? "" + row.live() : row.live() + " ±" + row.liveMargin();
  }

  private static String pools(SiteReport row) {
    Integer bound = row.bound();
    return "in "
        + count(row.pools(), "thread pool")
        + (bound == null ? "" : ", limited to " + count(bound, "thread") + " in all");
  }

  private static String madeAt(PoolBirthplace place) {
    Integer bound = place.bound();
    String limit = bound == null ? "" : ", limited to " + count(bound, "thread");
    return "%s (%s%s)".formatted(place.label(), count(place.pools(), "pool"), limit);
  }

  private static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  private static String growth(@Nullable Estimate perSecond) {
    if (perSecond == null) {
      return "";
    }
    double perMinute = perSecond.value() * 60;
    String format = Math.abs(perMinute) >= 10 ? "%+.0f/min" : "%+.1f/min";
    return String.format(Locale.ROOT, format, perMinute == 0 ? 0.0 : perMinute);
  }
}
