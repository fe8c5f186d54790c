package io.threadleak.agent.cli;

import io.threadleak.ReplayedSite;
import io.threadleak.model.CreationSite;
import io.threadleak.model.Estimate;
import io.threadleak.model.SiteVerdict;
import io.threadleak.model.ThreadKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a replay says of one site: verdict, times, growth with its interval, and the evidence. */
final class ReplayedSiteText {

  private static final MathContext THREE_DIGITS = new MathContext(3);
  private static final int UNITS = 1000;

  private ReplayedSiteText() {}

  /**
   * Some lines.
   *
   * @param begin when the recording begins, null where it has no rounds
   */
  static String of(ReplayedSite site, @Nullable Instant begin) {
    SiteVerdict verdict = site.verdict();
    StringBuilder text = new StringBuilder();
    text.append(
        "%-12s%6d  %s%s%n"
            .formatted(
                verdict.verdict().label(),
                site.last().live(),
                ReportText.plain(site.name()),
                isMarked(site) ? " (virtual)" : ""));
    paragraph(text, "", "since " + time(verdict.since(), begin));
    paragraph(text, "", past(site, begin));
    paragraph(text, "growth: ", growth(verdict.growthPerSecond(), 1, "threads a second"));
    paragraph(
        text,
        "growth: ",
        growth(verdict.growthPerUnit(), UNITS, "threads per 1,000 units of work"));
    paragraph(text, "", verdict.summary());
    paragraph(text, "", verdict.explanation());
    paragraph(text, "next: ", verdict.nextStep());
    return text.toString();
  }

  /** The rest of virtual threads has the mark in its name. */
  private static boolean isMarked(ReplayedSite site) {
    return site.last().kind() == ThreadKind.VIRTUAL && !CreationSite.isOtherName(site.name());
  }

  private static void paragraph(StringBuilder text, String before, String words) {
    if (!words.isEmpty()) {
      Paragraph.append(text, before, ReportText.plain(words));
    }
  }

  private static String time(Instant time, @Nullable Instant begin) {
    return begin == null || time.isBefore(begin)
        ? time.toString()
        : "%s, %s into the recording"
            .formatted(time, ElapsedText.of(Duration.between(begin, time)));
  }

  /** What was said before the verdict that holds. */
  private static String past(ReplayedSite site, @Nullable Instant begin) {
    SiteVerdict verdict = site.verdict();
    Instant first = verdict.firstLeaking();
    if (first == null || (first.equals(verdict.since()) && verdict.retractions() == 0)) {
      return "";
    }
    String called = "first called leaking " + time(first, begin);
    if (verdict.retractions() > 0) {
      called += "; taken back " + verdict.retractions() + " times";
    }
    return site.leaks() && !verdict.verdict().isLeak()
        ? called + "; it leaked until the process was started anew"
        : called;
  }

  private static String growth(@Nullable Estimate growth, int units, String unit) {
    if (growth == null || !Double.isFinite(growth.value())) {
      return "";
    }
    return "%s %s (%s to %s)"
        .formatted(
            figure(growth.value() * units),
            unit,
            figure(growth.low() * units),
            figure(growth.high() * units));
  }

  /** Three significant digits, without an exponent. */
  private static String figure(double value) {
    if (!Double.isFinite(value)) {
      return "unknown";
    }
    return value == 0
        ? "0"
        : new BigDecimal(value).round(THREE_DIGITS).stripTrailingZeros().toPlainString();
  }
}
