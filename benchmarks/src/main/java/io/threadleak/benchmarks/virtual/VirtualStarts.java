package io.threadleak.benchmarks.virtual;

import io.threadleak.benchmarks.Spread;
import io.threadleak.benchmarks.Table;
import io.threadleak.benchmarks.Unit;
import io.threadleak.benchmarks.load.LoadJvm;
import io.threadleak.benchmarks.load.LoadPrograms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the agent adds to the start and end of a virtual thread, for several kinds of task, and
 * whether its totals are right at the end.
 *
 * <p>As with platform threads, JVMs with and without the agent live side by side and take turns,
 * and ratios are taken within a turn. One has an agent that does nothing, since the JVM itself does
 * more for each virtual thread as soon as there is any agent. All that the process does in its turn
 * is counted: the hook, the carriers, the garbage collector, and the rounds of the agent.
 */
final class VirtualStarts {

  private static final Map<String, String> TASKS = new LinkedHashMap<>();

  static {
    TASKS.put("lambda", "one lambda");
    TASKS.put("lambdas", "ten lambdas by turns");
    TASKS.put("executor", "submitted to an executor");
    TASKS.put("shared", "one class, started from two places");
  }

  private static final int WARM_UP_TURNS = 3;
  private static final int FULL_SPEED = 0;
  private static final List<String> JVM_OPTIONS = List.of("-Xms1g", "-Xmx1g");

  private final VirtualSettings settings;
  private final LoadPrograms programs;

  VirtualStarts(VirtualSettings settings, LoadPrograms programs) {
    this.settings = settings;
    this.programs = programs;
  }

  /** Measures and returns the table. */
  Table run() throws IOException, InterruptedException {
    Table table =
        new Table(
            "Start and end of a virtual thread",
            "task",
            "pace",
            "CPU without an agent",
            "added by any agent",
            "added by threadleak's",
            "wall without an agent",
            "added by any agent",
            "added by threadleak's");
    Totals totals = new Totals();
    for (Map.Entry<String, String> task :
        TASKS.entrySet().stream().limit(settings.kinds()).toList()) {
      Costs paced = new Costs();
      Costs full = new Costs();
      for (int fork = 0; fork < settings.startForks(); fork++) {
        measure(task.getKey(), paced, full, totals);
      }
      table.row(paced.cells(task.getValue(), "%,d/s".formatted(VirtualSettings.STARTS_PER_SECOND)));
      table.row(full.cells(task.getValue(), "as fast as it can"));
    }
    table.note(totals.sentence());
    return table;
  }

  private void measure(String task, Costs paced, Costs full, Totals totals)
      throws IOException, InterruptedException {
    try (LoadJvm plain = programs.start("StartLoad", JVM_OPTIONS, task);
        LoadJvm empty = programs.startWithEmptyAgent("StartLoad", JVM_OPTIONS, task);
        LoadJvm agent =
            programs.startWithAgent("StartLoad", settings.startInterval(), JVM_OPTIONS, task)) {
      List<LoadJvm> jvms = List.of(plain, empty, agent);
      for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
        for (LoadJvm jvm : jvms) {
          start(jvm, FULL_SPEED);
        }
      }
      for (int turn = 0; turn < settings.startTurns(); turn++) {
        full.turn(jvms, FULL_SPEED, turn);
        paced.turn(jvms, VirtualSettings.STARTS_PER_SECOND, turn);
      }
      long started = agent.ask("0 0")[2];
      totals.add(started, VirtualCounts.of(agent.reports().afterNextRound()));
    }
  }

  private long[] start(LoadJvm jvm, int perSecond) throws IOException {
    return jvm.ask(settings.startsPerTurn() + " " + perSecond);
  }

  /** What starts cost at one pace, one entry a turn, in nanoseconds a start. */
  private final class Costs {

    private final List<List<Double>> cpu = threeLists();
    private final List<List<Double>> wall = threeLists();

    /** One turn of each JVM: without an agent, with an empty one, with threadleak's. */
    void turn(List<LoadJvm> jvms, int perSecond, int turn) throws IOException {
      for (int i = 0; i < jvms.size(); i++) {
        int next = turn % 2 == 0 ? i : jvms.size() - 1 - i;
        long[] cost = start(jvms.get(next), perSecond);
        wall.get(next).add(cost[0] / (double) settings.startsPerTurn());
        cpu.get(next).add(cost[1] / (double) settings.startsPerTurn());
      }
    }

    String[] cells(String task, String pace) {
      List<String> cells = new ArrayList<>(List.of(task, pace));
      for (List<List<Double>> measured : List.of(cpu, wall)) {
        List<Double> plain = measured.get(0);
        cells.add(Unit.MICROSECONDS.write(Spread.of(plain)));
        cells.add(Unit.ADDED.write(Spread.ofRatios(measured.get(1), plain)));
        cells.add(Unit.ADDED.write(Spread.ofRatios(measured.get(2), plain)));
      }
      return cells.toArray(String[]::new);
    }

    private static List<List<Double>> threeLists() {
      return List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  /** What the programs counted at their end, beside the agents' last reports. */
  private static final class Totals {

    private long programs;
    private long starts;
    private long startsOff;
    private long endsOff;

    void add(long started, VirtualCounts counts) {
      programs++;
      starts += started;
      startsOff += Math.abs(counts.started() - started);
      endsOff += Math.abs(counts.ended() - started);
    }

    String sentence() {
      return "At the end of %d programs, which had started and ended %,d virtual threads, the reports were off by %,d starts and %,d ends."
          .formatted(programs, starts, startsOff, endsOff);
    }
  }
}
