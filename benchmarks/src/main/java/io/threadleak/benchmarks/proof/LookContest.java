package io.threadleak.benchmarks.proof;

import io.threadleak.benchmarks.Spread;
import io.threadleak.benchmarks.Table;
import io.threadleak.benchmarks.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What looks at the heap of one JVM cost it: they take turns, and ratios are taken within a turn.
 */
final class LookContest {

  private final LoadedHeap heap;
  private final List<Look> looks;
  private final Look base;
  private final Map<Look, List<LookCosts>> costs = new EnumMap<>(Look.class);
  private final Map<Look, String> refusals = new EnumMap<>(Look.class);

  /**
   * Between some looks.
   *
   * @param base the one of them that the pauses of all are held against
   */
  LookContest(LoadedHeap heap, List<Look> looks, Look base) {
    this.heap = heap;
    this.looks = looks;
    this.base = base;
  }

  /** Measures and returns the table. */
  Table run(String heading, int rounds) throws IOException, InterruptedException {
    for (int round = 0; round < rounds; round++) {
      for (Look look : looks) {
        heap.settle();
        measure(look);
      }
    }
    Table table =
        new Table(
            heading,
            "look",
            "longest pause",
            "to that of " + base.label(),
            "stopped in all",
            "whole",
            "most on disk",
            "own process",
            "its CPU",
            "its heap",
            "resident without files");
    costs.keySet().forEach(look -> addRow(table, look));
    refusals.forEach(
        (look, why) -> table.note("Not measured: %s. %s".formatted(look.label(), why)));
    return table;
  }

  private void measure(Look look) throws IOException, InterruptedException {
    try {
      LookCosts cost = LookCosts.of(look, heap);
      costs.computeIfAbsent(look, first -> new ArrayList<>()).add(cost);
    } catch (RefusedLookException refused) {
      refusals.put(look, String.valueOf(refused.getMessage()));
    }
  }

  private void addRow(Table table, Look look) {
    LookCosts last = costs(look).get(costs(look).size() - 1);
    boolean hasChild = !last.childHeap().isEmpty();
    table.row(
        look.label(),
        Unit.SECONDS.write(spread(look, LookCosts::pauseNanos)),
        Unit.TIMES.write(
            Spread.ofRatios(
                figures(look, LookCosts::pauseNanos), figures(base, LookCosts::pauseNanos))),
        Unit.SECONDS.write(spread(look, LookCosts::stoppedNanos)),
        Unit.SECONDS.write(spread(look, LookCosts::wallNanos)),
        last.diskBytes() == 0
            ? ""
            : Unit.MEBIBYTES.write(spread(look, LookCosts::diskBytes).median()),
        hasChild ? Unit.SECONDS.write(spread(look, LookCosts::childNanos)) : "",
        hasChild ? Unit.SECONDS.write(spread(look, LookCosts::childCpuNanos)) : "",
        last.childHeap(),
        hasChild ? Unit.MEBIBYTES.write(spread(look, LookCosts::childBytes).high()) : "");
  }

  private List<LookCosts> costs(Look look) {
    return costs.getOrDefault(look, List.of());
  }

  private List<Double> figures(Look look, ToLongFunction<LookCosts> figure) {
    return costs(look).stream().map(cost -> (double) figure.applyAsLong(cost)).toList();
  }

  private Spread spread(Look look, ToLongFunction<LookCosts> figure) {
    return Spread.of(figures(look, figure));
  }
}
