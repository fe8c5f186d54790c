package io.threadleak.benchmarks.simulation;

import io.threadleak.benchmarks.Spread;
import io.threadleak.benchmarks.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** The time to our verdict beside that of oracles, on the same leaks at constant load. */
final class OracleTable {

  /** A connection's life that a page must not mistake for a leak. */
  private static final double LONG_LIFE_SECONDS = 3 * 3600;

  /**
   * From the begin of the leak to each verdict on one service, in seconds; infinite where there was
   * none.
   *
   * @param ours to our verdict
   * @param byLiveThreads to that of the oracle that sees live threads
   * @param byLivedTime to that of the oracle that sees lives
   */
  record Times(double ours, double byLiveThreads, double byLivedTime) {}

  /**
   * One oracle.
   *
   * @param name what it sees, and against what it tests
   * @param oracle its times
   * @param ours our times, on the services in which either of us found the leak
   * @param ratio our time over its, service by service
   * @param withinTwice in how many services ours was at most twice its
   * @param services how many
   */
  record Row(
      String name, Spread oracle, Spread ours, Spread ratio, int withinTwice, int services) {}

  private OracleTable() {}

  static List<Times> times(Options options) {
    return LongStream.range(options.firstSeed(), options.firstSeed() + options.seeds())
        .parallel()
        .mapToObj(OracleTable::times)
        .toList();
  }

  static Table of(List<Times> times) {
    Table table =
        new Table(
            "Time to a verdict beside oracles, on " + SharedFamilies.CONSTANT_LEAK,
            "oracle",
            "its median time",
            "our median time",
            "ours over its: median (quartiles)",
            "within 2 times");
    for (Row row : rows(times)) {
      table.row(
          row.name(),
          minutes(row.oracle()),
          minutes(row.ours()),
          String.format(
              Locale.ROOT,
              "%.2f (%.2f – %.2f)",
              row.ratio().median(),
              row.ratio().low(),
              row.ratio().high()),
          FamilyTable.share(row.withinTwice(), row.services()));
    }
    table.note(
        "Both know the true rates and when the leak begins, and stop at a log-likelihood ratio of"
            + " ln(1/0.01). What was not found counts as infinitely late.");
    return table;
  }

  static List<Row> rows(List<Times> times) {
    return List.of(
        row("sees live threads; against the site's own health", times, Times::byLiveThreads),
        row("sees lives; against lives of 3 h on average", times, Times::byLivedTime));
  }

  private static Row row(String name, List<Times> all, ToDoubleFunction<Times> oracle) {
    List<Double> its = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (Times times : all) {
      double ratio = times.ours() / oracle.applyAsDouble(times);
      if (!Double.isNaN(ratio)) {
        its.add(oracle.applyAsDouble(times));
        ours.add(times.ours());
        ratios.add(ratio);
      }
    }
    int withinTwice = (int) ratios.stream().filter(ratio -> ratio <= 2).count();
    return new Row(
        name, Spread.of(its), Spread.of(ours), Spread.of(ratios), withinTwice, ratios.size());
  }

  private static Times times(long seed) {
    Scenario scenario = SharedFamilies.constantLeakScenario(seed);
    Grid grid = scenario.grid();
    RequestLeak leak = RequestLeak.of(scenario, Background.constant(scenario));
    Recording recording = leak.recorded(scenario);
    SiteTrace site = recording.sites.get(0);
    Double delay = new VerdictJudge().judge(recording).get(0).delaySeconds();
    return new Times(
        delay == null ? Double.POSITIVE_INFINITY : delay,
        delay(grid, site, Oracle.byLiveThreads(leak, grid, site)),
        delay(grid, site, Oracle.byLivedTime(grid, site, LONG_LIFE_SECONDS)));
  }

  /** At least one round, which is what it takes to see anything. */
  private static double delay(Grid grid, SiteTrace site, int stopped) {
    return stopped < 0
        ? Double.POSITIVE_INFINITY
        : grid.secondsAt(Math.max(1, stopped - site.leaksFrom));
  }

  private static String minutes(Spread seconds) {
    return String.format(Locale.ROOT, "%.1f min", seconds.median() / 60);
  }
}
