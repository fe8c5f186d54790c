package io.threadleak.agent.cli;

import io.threadleak.ReplayedSite;
import io.threadleak.json.ReplayResult;
import io.threadleak.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a replay came to as text for a terminal, the worst site first:
 *
 * <pre>
 * 2311 rounds, one every 10 s, from 2026-01-02T03:04:05Z on, 6 h 25 min in all
 * 1 of 5 sites leaks
 *
 * leaking         37  com.acme.OrderHandler.handle(OrderHandler.java:42)
 *     since 2026-01-02T03:31:35Z, 28 min into the recording
 * </pre>
 */
final class ReplayText {

  private static final Comparator<ReplayedSite> WORST_FIRST =
      Comparator.comparing(ReplayedSite::leaks)
          .thenComparing(site -> site.verdict().firstLeaking() != null)
          .thenComparing(site -> site.verdict().verdict())
          .thenComparing(site -> site.last().live())
          .reversed()
          .thenComparing(ReplayedSite::name);

  private ReplayText() {}

  /**
   * One process after the other, each under its labels where it has some.
   *
   * @param all whether sites are shown that nothing is wrong with
   */
  static String of(List<ReplayResult> results, boolean all) {
    StringBuilder text = new StringBuilder();
    for (ReplayResult result : results) {
      text.append(text.isEmpty() ? "" : "\n");
      append(text, result, all);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, ReplayResult result, boolean all) {
    if (!result.labels().isEmpty()) {
      text.append(heading(result));
    }
    text.append(rounds(result)).append(found(result));
    List<ReplayedSite> sites = new ArrayList<>(result.sites());
    sites.sort(WORST_FIRST);
    Map<Verdict, Long> calm = new EnumMap<>(Verdict.class);
    for (ReplayedSite site : sites) {
      if (all || isWorthALook(site)) {
        text.append('\n').append(ReplayedSiteText.of(site, result.from()));
      } else {
        calm.merge(site.verdict().verdict(), 1L, Long::sum);
      }
    }
    if (!calm.isEmpty()) {
      text.append("%nothers: %s (--all shows them)%n".formatted(counts(calm)));
    }
  }

  private static boolean isWorthALook(ReplayedSite site) {
    return site.leaks()
        || site.verdict().firstLeaking() != null
        || site.verdict().verdict().isSuspicious();
  }

  private static String heading(ReplayResult result) {
    String labels =
        result.labels().entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(", "));
    return "== %s%n".formatted(ReportText.plain(labels));
  }

  private static String rounds(ReplayResult result) {
    Instant from = result.from();
    Instant to = result.to();
    if (from == null || to == null) {
      return "no rounds\n";
    }
    Duration span = to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
    return "%d rounds, one every %s, from %s on, %s in all%s%n"
        .formatted(
            result.rounds(),
            ElapsedText.of(result.interval()),
            from,
            ElapsedText.of(span),
            result.restarts() == 0
                ? ""
                : "; the process was started anew %d times".formatted(result.restarts()));
  }

  private static String found(ReplayResult result) {
    long leaks = result.sites().stream().filter(ReplayedSite::leaks).count();
    return leaks == 0
        ? "nothing leaks\n"
        : "%d of %d sites %s%n"
            .formatted(leaks, result.sites().size(), leaks == 1 ? "leaks" : "leak");
  }

  private static String counts(Map<Verdict, Long> sites) {
    return sites.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey().label())
        .collect(Collectors.joining(", "));
  }
}
