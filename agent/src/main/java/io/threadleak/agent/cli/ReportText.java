package io.threadleak.agent.cli;

import io.threadleak.model.Estimate;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SiteReport;
import io.threadleak.model.SiteVerdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A report as text for a terminal:
 *
 * <pre>
 * VERDICT       LIVE   BOUND      GROWTH  CREATION SITE
 * leaking         37             +15/min  com.acme.OrderHandler.handle(OrderHandler.java:42)
 * steady           8     200    +0.0/min  com.acme.Server.start(Server.java:17)
 * </pre>
 */
final class ReportText {

  private static final String ROW = "%-12s%6s%8s  %10s  %s%n";

  private ReportText() {}

  /** Headline, table with the evidence, throughput and notes. */
  static String full(LeakReport report) {
    StringBuilder text = new StringBuilder();
    text.append(
        "threadleak %s, Java %s, %s%n%s%n%n"
            .formatted(
                report.self().version(),
                report.self().javaVersion(),
                report.time(),
                headline(report)));
    table(text, report, true);
    text.append("%nwork: %s%n".formatted(plain(work(report))));
    for (String note : report.self().notes()) {
      text.append("note: %s%n".formatted(plain(note)));
    }
    return text.toString();
  }

  /** Headline and table, without evidence. */
  static String brief(LeakReport report) {
    StringBuilder text = new StringBuilder(headline(report)).append('\n');
    table(text, report, false);
    return text.toString();
  }

  private static String headline(LeakReport report) {
    long leaks = report.sites().stream().filter(ReportText::leaks).count();
    String found =
        leaks == 0 ? "nothing leaks" : leaks == 1 ? "1 site leaks" : leaks + " sites leak";
    return "%s; %d live threads at %d sites".formatted(found, report.live(), report.sites().size());
  }

  private static void table(StringBuilder text, LeakReport report, boolean withEvidence) {
    text.append(ROW.formatted("VERDICT", "LIVE", "BOUND", "GROWTH", "CREATION SITE"));
    for (SiteReport site : report.sites()) {
      SiteVerdict verdict = site.verdict();
      text.append(
          ROW.formatted(
              verdict.verdict().label(),
              site.live(),
              bound(site),
              growth(verdict.growthPerSecond()),
              plain(site.site().label())));
      if (withEvidence && isTelling(verdict)) {
        evidence(text, site);
      }
    }
    if (report.other().live() > 0) {
      text.append(ROW.formatted("", report.other().live(), "", "", "all other sites together"));
    }
  }

  private static void evidence(StringBuilder text, SiteReport site) {
    SiteVerdict verdict = site.verdict();
    if (site.site().entry() != null) {
      text.append("    entry: ").append(plain(site.site().entry())).append('\n');
    }
    if (site.pools() > 0) {
      Paragraph.append(text, "", pools(site));
    }
    Paragraph.append(text, "", plain(verdict.summary()));
    Paragraph.append(text, "", plain(verdict.explanation()));
    Paragraph.append(text, "next: ", plain(verdict.nextStep()));
  }

  /** An alarm, or one that was false. */
  private static boolean isTelling(SiteVerdict verdict) {
    return verdict.verdict().isSuspicious() || verdict.retractions() > 0;
  }

  private static boolean leaks(SiteReport site) {
    return site.verdict().verdict().isLeak();
  }

  private static String bound(SiteReport site) {
    return site.bound() == null ? "" : site.bound().toString();
  }

  private static String pools(SiteReport site) {
    String pools = site.pools() == 1 ? "1 thread pool" : site.pools() + " thread pools";
    return "in "
        + pools
        + (site.bound() == null ? "" : ", limited to " + site.bound() + " threads in all");
  }

  private static String growth(@Nullable Estimate perSecond) {
    if (perSecond == null) {
      return "";
    }
    double perMinute = perSecond.value() * 60;
    String format = Math.abs(perMinute) >= 10 ? "%+.0f/min" : "%+.1f/min";
    return String.format(Locale.ROOT, format, perMinute == 0 ? 0.0 : perMinute);
  }

  private static String work(LeakReport report) {
    Long completed = report.work().completed();
    Double perSecond = report.work().perSecond();
    String text = report.work().source();
    if (completed != null) {
      text += ", " + completed + " completed";
    }
    return perSecond == null ? text : text + String.format(Locale.ROOT, ", %.1f/s", perSecond);
  }

  /** Names come from the host: none may move the cursor of a terminal. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isISOControl(c) || isFormat(c) ? '?' : c)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static boolean isFormat(int codePoint) {
    return Character.getType(codePoint) == Character.FORMAT;
  }
}
