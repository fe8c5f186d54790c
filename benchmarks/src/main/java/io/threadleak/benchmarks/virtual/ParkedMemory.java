package io.threadleak.benchmarks.virtual;

import io.threadleak.benchmarks.Spread;
import io.threadleak.benchmarks.Table;
import io.threadleak.benchmarks.Unit;
import io.threadleak.benchmarks.load.LoadJvm;
import io.threadleak.benchmarks.load.LoadPrograms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the agent's books take of the heap for each parked virtual thread.
 *
 * <p>How is it measured? Two JVMs, with and without the agent, park the same threads; each counts
 * the bytes of what lives on its heap by class, after a collection. Chunks of stack are left out:
 * their size goes by which frames were compiled, which differs from run to run. The difference at
 * the least number of threads is what the agent takes in any case, the rest is the threads'.
 */
final class ParkedMemory {

  /** Stacks, and what a collector fills gaps with. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "jdk.internal.vm.StackChunk",
          "jdk.internal.vm.FillerObject",
          "[Ljdk.internal.vm.FillerElement;");

  /** A line such as {@code 1: 2000 160000 java.lang.VirtualThread (java.base@25)}. */
  private static final Pattern ROW =
      Pattern.compile(" *\\d+: +\\d+ +(?<bytes>\\d+) +(?<type>[^\\s/]+).*");

  /** What walking stacks may cost, in percent of a processor. */
  private static final String DEFAULT_STACKS = "virtualStacks=1";

  private static final String ALL_STACKS = "virtualStacks=100";

  private static final List<Kind> KINDS =
      List.of(
          new Kind("three lambdas", "plain", DEFAULT_STACKS),
          new Kind("one class, started from two places", "mixed", DEFAULT_STACKS),
          new Kind("the same, the stack of every start walked", "mixed", ALL_STACKS));

  private static final int ROUNDS = 5;
  private static final int SHOWN_CLASSES = 4;

  private final VirtualSettings settings;
  private final LoadPrograms programs;
  private final Table table;

  ParkedMemory(VirtualSettings settings, LoadPrograms programs) {
    this.settings = settings;
    this.programs = programs;
    this.table =
        new Table(
            "Heap that the agent takes beside parked virtual threads",
            "tasks",
            "beside %,d".formatted(settings.leastParked()),
            "beside %,d".formatted(settings.mostParked()),
            "bytes for each more",
            "most of it");
  }

  /** Measures and returns the table. */
  Table run() throws IOException, InterruptedException {
    for (Kind kind : KINDS.stream().limit(settings.kinds()).toList()) {
      addRow(kind.tasks(), kind.name(), kind.stacks());
    }
    return table;
  }

  /**
   * What is parked.
   *
   * @param name in the table
   * @param tasks what the program calls it
   * @param stacks what walking stacks may cost
   */
  private record Kind(String name, String tasks, String stacks) {}

  private void addRow(String tasks, String name, String stacks)
      throws IOException, InterruptedException {
    List<Double> few = new ArrayList<>();
    List<Double> many = new ArrayList<>();
    List<Double> each = new ArrayList<>();
    String most = "";
    for (int fork = 0; fork < settings.memoryForks(); fork++) {
      Map<String, Long> base = added(settings.leastParked(), tasks, stacks);
      Map<String, Long> full = added(settings.mostParked(), tasks, stacks);
      few.add((double) sum(base));
      many.add((double) sum(full));
      full.replaceAll((type, bytes) -> bytes - base.getOrDefault(type, 0L));
      each.add(sum(full) / (double) (settings.mostParked() - settings.leastParked()));
      most = most(full);
    }
    table.row(
        name,
        Unit.MEBIBYTES.write(Spread.of(few)),
        Unit.MEBIBYTES.write(Spread.of(many)),
        Unit.TIMES.write(Spread.of(each)),
        most);
  }

  /** Bytes by class that the agent adds beside so many threads. */
  private Map<String, Long> added(int parked, String tasks, String stacks)
      throws IOException, InterruptedException {
    String heap = "-Xmx4g";
    Map<String, Long> added;
    try (LoadJvm agent =
        programs.startWithAgent(
            "ParkedLoad",
            "interval=1s," + stacks,
            List.of(heap),
            Integer.toString(parked),
            tasks)) {
      agent.line(); // ready
      agent.reports().after(agent.reports().afterNextRound().self().rounds() + ROUNDS);
      added = bytesByClass(agent.askForLines("memory"));
    }
    try (LoadJvm plain =
        programs.start("ParkedLoad", List.of(heap), Integer.toString(parked), tasks)) {
      plain.line(); // ready
      bytesByClass(plain.askForLines("memory"))
          .forEach((type, bytes) -> added.merge(type, -bytes, Long::sum));
    }
    return added;
  }

  private static Map<String, Long> bytesByClass(List<String> lines) {
    Map<String, Long> bytes = new HashMap<>();
    for (String line : lines) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && !LEFT_OUT.contains(row.group("type"))) {
        bytes.merge(row.group("type"), Long.parseLong(row.group("bytes")), Long::sum);
      }
    }
    return bytes;
  }

  private static long sum(Map<String, Long> bytes) {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String most(Map<String, Long> bytes) {
    List<String> shown =
        bytes.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .limit(SHOWN_CLASSES)
            .map(
                entry ->
                    "`%s` %s".formatted(entry.getKey(), Unit.MEBIBYTES.write(entry.getValue())))
            .toList();
    return String.join(", ", shown);
  }
}
