package io.threadleak.corpus;

import io.threadleak.model.ProofReport.Engine;
import java.util.List;
import java.util.Locale;

/** Results of several collectors as Markdown: a row for each, and whatever went astray. */
final class CollectorTable {

  private final Options options;
  private final List<String> lacking;
  private final List<RunResult> results;

  /**
   * A table of what was run.
   *
   * @param lacking collectors that this JDK does not have
   */
  CollectorTable(Options options, List<String> lacking, List<RunResult> results) {
    this.options = options;
    this.lacking = List.copyOf(lacking);
    this.results = List.copyOf(results);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "## Collectors, JDK %d%n%n%s; at most %,d copies%n",
        Runtime.version().feature(),
        Machine.describe(),
        options.mostCopies());
    line(
        text,
        "| collector | batches | threads | sites | found whole | hit rate | falsely proved"
            + " | by the collector: sites | hit rate | falsely proved |");
    line(text, "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (String collector : options.collectors()) {
      if (lacking.contains(collector)) {
        line(text, "| %s | this JDK has none | | | | | | | | |", collector);
      } else {
        row(text, collector);
      }
    }
    text.append('\n');
    for (RunResult result : results) {
      for (SiteScore site : result.due()) {
        if (!site.isHit() && result.batch().engine() == Engine.HEAP_DUMP) {
          line(
              text,
              "* %s, %s.%s: %s",
              result.batch().name(),
              site.program(),
              site.site(),
              site.words());
        }
      }
    }
    return text.append('\n').toString();
  }

  private void row(StringBuilder text, String collector) {
    List<RunResult> dumps = of(collector, Engine.HEAP_DUMP);
    List<RunResult> looks = of(collector, Engine.COLLECTOR);
    line(
        text,
        "| %s | %d | %,d | %,d | %,d | %s | %,d | %s | %s | %s |",
        collector.isEmpty() ? "default" : collector,
        dumps.size(),
        dumps.stream().flatMap(run -> run.sites().stream()).mapToInt(SiteScore::threads).sum(),
        due(dumps).size(),
        due(dumps).stream().filter(SiteScore::isHit).count(),
        rate(due(dumps)),
        falselyProved(dumps),
        looks.isEmpty() ? "refused" : due(looks).size(),
        looks.isEmpty() ? "" : rate(due(looks)),
        looks.isEmpty() ? "" : falselyProved(looks));
  }

  private List<RunResult> of(String collector, Engine engine) {
    return results.stream()
        .filter(result -> result.batch().collector().equals(collector))
        .filter(result -> result.batch().engine() == engine)
        .toList();
  }

  private static List<SiteScore> due(List<RunResult> runs) {
    return runs.stream().flatMap(run -> run.due().stream()).toList();
  }

  private static int falselyProved(List<RunResult> runs) {
    return runs.stream().mapToInt(RunResult::falselyProved).sum();
  }

  private static String rate(List<SiteScore> sites) {
    double mean = sites.stream().mapToDouble(SiteScore::hitRate).average().orElse(0);
    return String.format(Locale.ROOT, "%.1f %%", 100 * mean);
  }

  private static void line(StringBuilder text, String format, Object... words) {
    text.append(String.format(Locale.ROOT, format, words)).append('\n');
  }
}
