package io.threadleak.benchmarks.simulation;

import io.threadleak.benchmarks.Machine;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Simulates services, lets the verdict and the rules judge them, and prints the tables. */
public final class Main {

  private Main() {}

  /** Takes the options of {@code benchmarks/verdicts}. */
  public static void main(String[] arguments) {
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

  static void run(Options options, PrintStream out) {
    Judge ours = new VerdictJudge();
    long begin = System.nanoTime();
    Map<String, List<JudgedSite>> judged = new Contest(List.of(ours), options).run();
    double seconds = (System.nanoTime() - begin) / 1e9;
    List<JudgedSite> sites = judged.getOrDefault(ours.name(), List.of());
    out.printf("%s%n%n", Machine.describe());
    out.print(FamilyTable.of(sites));
    out.printf("%d seeds from %d on, in %.0f s.%n", options.seeds(), options.firstSeed(), seconds);
    if (options.list()) {
      sites.stream()
          .filter(site -> site.isAlarm() || site.outcome() == JudgedSite.Outcome.MISSED)
          .forEach(out::println);
    }
  }
}
