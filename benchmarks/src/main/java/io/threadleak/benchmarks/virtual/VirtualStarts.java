package io.threadleak.benchmarks.virtual;

import io.threadleak.benchmarks.Spread;
import io.threadleak.benchmarks.Table;
import io.threadleak.benchmarks.Unit;
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
 * and ratios are taken within a turn. All that the process does in its turn is counted: the hook,
 * the carriers, the garbage collector, and the rounds of the agent.
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
            "CPU without",
            "with the agent",
            "added",
            "wall without",
            "with the agent",
            "added");
    Totals totals = new Totals();
    for (Map.Entry<String, String> task : TASKS.entrySet()) {
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
        LoadJvm agent =
            programs.startWithAgent("StartLoad", settings.startInterval(), JVM_OPTIONS, task)) {
      for (int turn = 0; turn < WARM_UP_TURNS; turn++) {
        start(plain, FULL_SPEED);
        start(agent, FULL_SPEED);
      }
      for (int turn = 0; turn < settings.startTurns(); turn++) {
        boolean plainFirst = turn % 2 == 0;
        full.turn(plain, agent, FULL_SPEED, plainFirst);
        paced.turn(plain, agent, VirtualSettings.STARTS_PER_SECOND, plainFirst);
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

    private final List<Double> plainCpu = new ArrayList<>();
    private final List<Double> agentCpu = new ArrayList<>();
    private final List<Double> plainWall = new ArrayList<>();
    private final List<Double> agentWall = new ArrayList<>();

    void turn(LoadJvm plain, LoadJvm agent, int perSecond, boolean plainFirst) throws IOException {
      if (plainFirst) {
        add(start(plain, perSecond), plainCpu, plainWall);
      }
      add(start(agent, perSecond), agentCpu, agentWall);
      if (!plainFirst) {
        add(start(plain, perSecond), plainCpu, plainWall);
      }
    }

    private void add(long[] cost, List<Double> cpu, List<Double> wall) {
      wall.add(cost[0] / (double) settings.startsPerTurn());
      cpu.add(cost[1] / (double) settings.startsPerTurn());
    }

    String[] cells(String task, String pace) {
      return new String[] {
        task,
        pace,
        Unit.MICROSECONDS.write(Spread.of(plainCpu)),
        Unit.MICROSECONDS.write(Spread.of(agentCpu)),
        Unit.ADDED.write(Spread.ofRatios(agentCpu, plainCpu)),
        Unit.MICROSECONDS.write(Spread.of(plainWall)),
        Unit.MICROSECONDS.write(Spread.of(agentWall)),
        Unit.ADDED.write(Spread.ofRatios(agentWall, plainWall))
      };
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
