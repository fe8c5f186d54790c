package io.threadleak.benchmarks.simulation;

import io.threadleak.benchmarks.Table;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Our verdict family by family. */
final class FamilyTable {

  private FamilyTable() {}

  static Table of(List<JudgedSite> sites) {
    Table table =
        new Table(
            "The verdict, family by family",
            "family",
            "healthy sites",
            "false alarms",
            "suspect in vain",
            "leaking sites",
            "recall",
            "median leaked when found",
            "median time to find",
            "retractions");
    Map<String, List<JudgedSite>> byFamily =
        sites.stream()
            .collect(Collectors.groupingBy(JudgedSite::family, TreeMap::new, Collectors.toList()));
    byFamily.forEach((family, of) -> row(table, family, Score.of(of)));
    row(table, "all", Score.of(sites));
    return table;
  }

  private static void row(Table table, String name, Score score) {
    table.row(
        name,
        Integer.toString(score.healthy()),
        share(score.alarms(), score.judgedHealthy()),
        share(score.suspects(), score.healthy()),
        Integer.toString(score.leaking()),
        share(score.found(), score.leaking()),
        number(score.leakedThen()),
        minutes(score.delaySeconds()),
        Integer.toString(score.retractions()));
  }

  /** Such as {@code 3 (1.25 %)}; nothing where there is nothing to count. */
  static String share(int part, int of) {
    return of == 0 ? "" : String.format(Locale.ROOT, "%d (%.1f %%)", part, 100.0 * part / of);
  }

  static String number(@Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.0f", value);
  }

  private static String minutes(@Nullable Double seconds) {
    return seconds == null ? "" : String.format(Locale.ROOT, "%.1f min", seconds / 60);
  }
}
