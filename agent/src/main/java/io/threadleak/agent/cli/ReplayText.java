package io.threadleak.agent.cli;

import io.threadleak.ReplayedSite;
import io.threadleak.json.ReplayResult;
import io.threadleak.model.Estimate;
import io.threadleak.model.SiteVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a replay came to as text for a terminal, the worst site first. */
final class ReplayText {

  private static final Comparator<ReplayedSite> WORST_FIRST =
      Comparator.comparing(ReplayedSite::leaks)
          .thenComparing(site -> site.verdict().verdict())
          .thenComparing(site -> site.last().live())
          .reversed()
          .thenComparing(ReplayedSite::name);

  private ReplayText() {}

  /** One process after the other, each under its labels where it has some. */
  static String of(List<ReplayResult> results) {
    StringBuilder text = new StringBuilder();
    for (ReplayResult result : results) {
      if (!result.labels().isEmpty()) {
        text.append(text.isEmpty() ? "" : "\n").append(heading(result));
      }
      append(text, result);
    }
    return text.toString();
  }

  private static String heading(ReplayResult result) {
    String labels =
        result.labels().entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(", "));
    return "== %s%n".formatted(ReportText.plain(labels));
  }

  private static void append(StringBuilder text, ReplayResult result) {
    List<ReplayedSite> sites = result.sites().stream().sorted(WORST_FIRST).toList();
    for (ReplayedSite site : sites) {
      append(text, site, result.from());
    }
  }

  private static void append(StringBuilder text, ReplayedSite site, @Nullable Instant begin) {
    SiteVerdict verdict = site.verdict();
    text.append(
        "%-12s %6d  %s%n"
            .formatted(
                verdict.verdict().label(), site.last().live(), ReportText.plain(site.name())));
    Instant first = verdict.firstLeaking();
    if (first != null && begin != null) {
      text.append(
          "    first called leaking at %s, %d s into the recording%n"
              .formatted(first, Duration.between(begin, first).toSeconds()));
    }
    growth(text, "a second", verdict.growthPerSecond(), 1);
    growth(text, "per 1,000 units of work", verdict.growthPerUnit(), 1000);
    Paragraph.append(text, "", verdict.summary());
    Paragraph.append(text, "", verdict.explanation());
    Paragraph.append(text, "next: ", verdict.nextStep());
  }

  private static void growth(
      StringBuilder text, String unit, @Nullable Estimate growth, int units) {
    if (growth != null) {
      text.append(
          String.format(
              Locale.ROOT,
              "    %+.3g threads %s (%+.3g to %+.3g)%n",
              growth.value() * units,
              unit,
              growth.low() * units,
              growth.high() * units));
    }
  }
}
