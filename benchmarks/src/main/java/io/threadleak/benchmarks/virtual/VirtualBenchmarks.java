package io.threadleak.benchmarks.virtual;

import io.threadleak.benchmarks.load.LoadPrograms;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The tables on virtual threads; one line instead on a JDK that has none. */
public final class VirtualBenchmarks {

  private static final int FIRST_RELEASE = 21;
  private static final List<String> SOURCES =
      List.of("StartLoad.java", "ParkedLoad.java", "ChurnLoad.java", "EmptyAgent.java");

  private VirtualBenchmarks() {}

  /**
   * Measures and prints.
   *
   * @param agentJar the shaded jar
   * @param quick for figures that mean nothing
   * @param out one table after another
   */
  public static void run(Path agentJar, boolean quick, PrintStream out)
      throws IOException, InterruptedException {
    if (Runtime.version().feature() < FIRST_RELEASE) {
      out.printf(
          "### Virtual threads%n%nNot measured: JDK %d has none.%n%n", Runtime.version().feature());
      return;
    }
    VirtualSettings settings = quick ? VirtualSettings.QUICK : VirtualSettings.FULL;
    try (LoadPrograms programs = LoadPrograms.compile(VirtualBenchmarks.class, SOURCES, agentJar)) {
      out.print(new ParkedRounds(settings, programs).run());
      out.print(new VirtualStarts(settings, programs).run());
      out.print(new ParkedMemory(settings, programs).run());
      out.print(new SharedTaskError(settings, programs).run());
    }
  }
}
