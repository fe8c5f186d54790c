package io.threadleak.corpus;

import io.threadleak.corpus.Batch.Kind;
import io.threadleak.corpus.program.Hold;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Site;
import io.threadleak.model.ProofReport.Engine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Results as Markdown: totals, then site by site and variant by variant, then what went astray. */
final class ScoreTable {

  private final List<RunResult> results;
  private final StringBuilder text = new StringBuilder();

  ScoreTable(List<RunResult> results) {
    this.results = List.copyOf(results);
  }

  @Override
  public String toString() {
    text.setLength(0);
    text.append(
        String.format(
            Locale.ROOT, "## JDK %d%n%n%s%n%n", Runtime.version().feature(), Machine.describe()));
    totals();
    growth();
    sites();
    strays();
    requests();
    baits();
    notes();
    return text.toString();
  }

  private void totals() {
    row(
        "batch",
        "programs' threads",
        "sites",
        "found whole",
        "hit rate",
        "proved",
        "stuck",
        "probable",
        "falsely proved",
        "moved",
        "seconds",
        "pause, s");
    row(
        "---", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:",
        "---:");
    for (RunResult result : results) {
      List<SiteScore> due = result.due();
      row(
          result.batch().name(),
          count(result.sites().stream().mapToInt(SiteScore::threads).sum()),
          count(due.size()),
          count((int) due.stream().filter(SiteScore::isHit).count()),
          due.isEmpty() ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * result.hitRate()),
          count(result.sites().stream().mapToInt(SiteScore::proved).sum()),
          count(result.sites().stream().mapToInt(SiteScore::stuck).sum()),
          count(result.sites().stream().mapToInt(SiteScore::probable).sum()),
          count(result.falselyProved()),
          count(result.moved()),
          String.format(Locale.ROOT, "%.1f", result.seconds()),
          result.pauseSeconds() == null
              ? "-"
              : String.format(Locale.ROOT, "%.2f", result.pauseSeconds()));
    }
    text.append('\n');
  }

  private void sites() {
    Set<Variant> found = new LinkedHashSet<>();
    for (RunResult result : results) {
      if (isOfSiteTable(result) && result.variant().hold() == Hold.STACKS) {
        found.add(result.variant());
      }
    }
    List<String> columns = new ArrayList<>(List.of("program", "site", "expected", "Go, %"));
    found.forEach(
        variant ->
            columns.add(variant.starter().toString().toLowerCase(Locale.ROOT).replace('_', ' ')));
    columns.add("held elsewhere");
    row(columns.toArray(String[]::new));
    row(columns.stream().map(column -> "---").toArray(String[]::new));
    for (Program program : Corpus.programs()) {
      for (Site site : program.sites()) {
        siteRow(program, site, found);
      }
    }
    text.append('\n');
  }

  private void siteRow(Program program, Site site, Set<Variant> variants) {
    List<String> cells = new ArrayList<>();
    cells.add(program.name());
    cells.add(site.method());
    cells.add(
        program.expectation().name().toLowerCase(Locale.ROOT) + (site.owned() ? ", owned" : ""));
    cells.add(GoHitRates.of(program.name()));
    boolean ran = false;
    for (Variant variant : variants) {
      Optional<String> words =
          results.stream()
              .filter(ScoreTable::isOfSiteTable)
              .filter(result -> result.variant().equals(variant))
              .flatMap(result -> result.sites().stream())
              .filter(score -> isOf(score, program, site))
              .map(SiteScore::words)
              .findFirst();
      ran |= words.isPresent();
      cells.add(words.orElse(""));
    }
    cells.add(heldElsewhere(program, site));
    if (ran) {
      row(cells.toArray(String[]::new));
    }
  }

  /** What was claimed although something alive holds what is waited for. */
  private String heldElsewhere(Program program, Site site) {
    List<String> claims = new ArrayList<>();
    boolean ran = false;
    for (RunResult result : results) {
      if (isOfSiteTable(result) && result.variant().hold() != Hold.STACKS) {
        for (SiteScore score : result.sites()) {
          if (isOf(score, program, site)) {
            ran = true;
            if (score.proved() + score.stuck() + score.probable() > 0) {
              claims.add(score.words() + " (" + result.batch().name() + ")");
            }
          }
        }
      }
    }
    return ran && claims.isEmpty() ? "-" : String.join("; ", claims);
  }

  private static boolean isOf(SiteScore score, Program program, Site site) {
    return score.program().equals(program.name()) && score.site().equals(site.method());
  }

  /** The collector's findings and those among baits stand in the totals alone. */
  private static boolean isOfSiteTable(RunResult result) {
    return result.batch().engine() == Engine.HEAP_DUMP && result.batch().kind() != Kind.BAIT;
  }

  private void growth() {
    if (results.stream().allMatch(result -> result.growth().isEmpty())) {
      return;
    }
    row("leak beyond proof", "batch", "threads", "proved", "growth says", "after rounds");
    row("---", "---", "---:", "---:", "---", "---:");
    for (RunResult result : results) {
      for (GrowthVerdict verdict : result.growth()) {
        row(
            verdict.program(),
            result.batch().name(),
            count(verdict.threads()),
            count(provedOf(result, verdict.program())),
            verdict.verdict().label(),
            verdict.rounds() == 0 ? "-" : count(verdict.rounds()));
      }
    }
    text.append('\n');
  }

  private static int provedOf(RunResult result, String program) {
    return result.sites().stream()
        .filter(site -> site.program().equals(program))
        .mapToInt(SiteScore::proved)
        .sum();
  }

  private void requests() {
    for (RunResult result : results) {
      if (result.requests() > 0) {
        text.append(
            String.format(
                Locale.ROOT,
                "* %s: programs asked for a judgement %,d times at once and shared %,d.%n",
                result.batch().name(),
                result.requests(),
                result.shared()));
      }
    }
  }

  private void baits() {
    for (RunResult result : results) {
      if (result.batch().kind() == Kind.BAIT) {
        text.append(
            String.format(
                Locale.ROOT,
                "* %s: %d threads that are no leak were proved, %s.%n",
                result.batch().name(),
                result.provedUnderAssumption(),
                result.assumesOfCompiledCode()
                    ? "with the assumption about compiled code named"
                    : "without a word about compiled code"));
      }
    }
  }

  private void strays() {
    for (RunResult result : results) {
      for (RunResult.Stray stray : result.strays()) {
        text.append(
            String.format(
                Locale.ROOT,
                "* %s, %d threads of no program's site, %s: %s; %s%n",
                result.batch().name(),
                stray.threads(),
                stray.tier().label(),
                String.join(" < ", stray.frames()),
                stray.why()));
      }
    }
  }

  private void notes() {
    Set<String> sentences =
        results.stream()
            .flatMap(result -> result.assumptions().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    results.forEach(result -> sentences.addAll(result.blindSpots()));
    sentences.forEach(sentence -> text.append("* ").append(sentence).append('\n'));
    text.append('\n');
  }

  private void row(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String count(int count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
