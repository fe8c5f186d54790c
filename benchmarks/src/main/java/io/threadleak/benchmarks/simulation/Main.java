package io.threadleak.benchmarks.simulation;

import io.threadleak.benchmarks.Machine;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** Simulates services, lets the verdict and the rules judge them, and prints the tables. */
public final class Main {

  private Main() {}

  /** Takes the options of {@code benchmarks/verdicts}. */
  public static void main(String[] arguments) throws RunnerException {
    Options options;
    try {
      options = Options.of(Arrays.asList(arguments));
    } catch (IllegalArgumentException usage) {
      System.err.println("benchmarks/verdicts: " + usage.getMessage());
      System.exit(2);
      return;
    }
    run(options, System.out);
  }

  static void run(Options options, PrintStream out) throws RunnerException {
    if (options.cost()) {
      out.printf("%s%n%n%s", Machine.describe(), CostTable.measured());
      return;
    }
    List<Judge> judges = new ArrayList<>(List.of(new VerdictJudge()));
    judges.addAll(Rules.all());
    long begin = System.nanoTime();
    Map<String, List<JudgedSite>> judged = new Contest(judges, options).run();
    List<OracleTable.Times> times = OracleTable.times(options);
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (options.json()) {
      out.println(Json.of(options, judged, times));
    } else {
      print(options, judged, times, out);
      out.printf("In %.0f s.%n", seconds);
    }
  }

  private static void print(
      Options options,
      Map<String, List<JudgedSite>> judged,
      List<OracleTable.Times> times,
      PrintStream out) {
    List<JudgedSite> ours = judged.values().iterator().next();
    out.printf("%s%n%n", Machine.describe());
    out.printf(
        "threadleak %s; seeds %d to %d of %d families.%n%n",
        version(),
        options.firstSeed(),
        options.lastSeed(),
        Families.named(options.family()).size());
    out.print(FamilyTable.of(ours));
    out.print(RuleTable.of(judged));
    out.print(OracleTable.of(times));
    if (options.list()) {
      ours.stream().filter(JudgedSite::isWrong).forEach(out::println);
    }
  }

  /** As the script that started this says. */
  static String version() {
    return System.getProperty("threadleak.version", "of unknown version");
  }
}
