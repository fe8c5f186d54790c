package io.threadleak.benchmarks.simulation;

import io.threadleak.benchmarks.Spread;
import io.threadleak.benchmarks.Table;
import io.threadleak.benchmarks.Unit;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What the analysis of a round costs, as JMH measures it in JVMs of their own. */
final class CostTable {

  private CostTable() {}

  static Table measured() throws RunnerException {
    Table table =
        new Table(
            "The analysis of one round",
            "sites",
            "CPU time: median (quartiles)",
            "wall time: median (quartiles)",
            "allocated: median (quartiles)");
    for (RunResult result :
        new Runner(
                new OptionsBuilder()
                    .include(AnalysisBenchmark.class.getName())
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run()) {
      row(table, result);
    }
    table.note("By JMH, with a day of rounds every 10 s behind each; one figure an iteration.");
    return table;
  }

  private static void row(Table table, RunResult result) {
    List<Double> cpuNanos = new ArrayList<>();
    List<Double> wallNanos = new ArrayList<>();
    List<Double> bytes = new ArrayList<>();
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        cpuNanos.add(secondary(iteration, "nanoseconds") / secondary(iteration, "rounds"));
        wallNanos.add(iteration.getPrimaryResult().getScore() * 1_000);
        bytes.add(secondary(iteration, "gc.alloc.rate.norm"));
      }
    }
    table.row(
        result.getParams().getParam("sites"),
        Unit.MILLISECONDS.write(Spread.of(cpuNanos)),
        Unit.MILLISECONDS.write(Spread.of(wallNanos)),
        Unit.KIBIBYTES.write(Spread.of(bytes)));
  }

  private static double secondary(IterationResult iteration, String name) {
    for (String label : iteration.getSecondaryResults().keySet()) {
      Result<?> result = iteration.getSecondaryResults().get(label);
      if (result != null && label.endsWith(name)) {
        return result.getScore();
      }
    }
    throw new IllegalStateException("JMH has measured no " + name);
  }
}
