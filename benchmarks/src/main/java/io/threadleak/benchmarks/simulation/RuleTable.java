package io.threadleak.benchmarks.simulation;

import io.threadleak.benchmarks.Table;
import java.util.List;
import java.util.Map;

/** The verdict beside rules in use, on the same recordings. */
final class RuleTable {

  private RuleTable() {}

  static Table of(Map<String, List<JudgedSite>> judged) {
    Table table =
        new Table(
            "The verdict beside rules in use",
            "rule",
            "recall",
            "false alarms",
            "median leaked when found");
    judged.forEach(
        (name, sites) -> {
          Score score = Score.of(sites);
          table.row(
              name,
              FamilyTable.share(score.found(), score.leaking()),
              FamilyTable.share(score.alarms(), score.judgedHealthy()),
              FamilyTable.number(score.leakedThen()));
        });
    return table;
  }
}
