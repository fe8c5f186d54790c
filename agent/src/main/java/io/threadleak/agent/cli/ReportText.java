package io.threadleak.agent.cli;

import io.threadleak.model.LeakReport;
import io.threadleak.model.SiteReport;
import io.threadleak.model.ThreadKind;
import io.threadleak.model.VirtualThreadsReport;
import java.util.Locale;

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
    text.append(ReportTable.of(report, true));
    text.append(EndpointText.of(report));
    text.append("%nwork: %s%n".formatted(plain(work(report))));
    text.append(ProcessText.of(report.process()));
    VirtualThreadsReport carried = report.virtualThreads();
    if (carried != null) {
      text.append(CarrierText.of(carried));
    }
    for (String note : report.self().notes()) {
      text.append("note: %s%n".formatted(plain(note)));
    }
    return text.toString();
  }

  /** Headline and table, without evidence. */
  static String brief(LeakReport report) {
    return headline(report) + '\n' + ReportTable.of(report, false);
  }

  private static String headline(LeakReport report) {
    long leaks = report.sites().stream().filter(ReportText::leaks).count();
    String found =
        leaks == 0 ? "nothing leaks" : leaks == 1 ? "1 site leaks" : leaks + " sites leak";
    return "%s; %d live threads%s at %d sites"
        .formatted(found, report.live(), virtual(report), report.sites().size());
  }

  private static String virtual(LeakReport report) {
    return ReportTable.countsVirtual(report)
        ? ", %d of them virtual,".formatted(report.live(ThreadKind.VIRTUAL))
        : "";
  }

  private static boolean leaks(SiteReport site) {
    return site.verdict().verdict().isLeak();
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
