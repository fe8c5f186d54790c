package io.threadleak.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs all benchmarks on the JDK it runs on, and prints their tables as Markdown. */
public final class Main {

  private final List<String> arguments;
  private final Settings settings;
  private final PrintStream out;

  private Main(List<String> arguments, PrintStream out) {
    this.arguments = arguments;
    this.settings = Settings.of(arguments);
    this.out = out;
  }

  /** {@code [--quick]}. */
  public static void main(String[] arguments) throws Exception {
    run(List.of(arguments), System.out);
  }

  static void run(List<String> arguments, PrintStream out) throws Exception {
    new Main(arguments, out).runAll();
  }

  private void runAll() throws Exception {
    out.printf("## JDK %d%n%n%s%n%n", Machine.javaRelease(), Machine.describe());
    for (int threads : settings.threadCounts()) {
      runChild(RoundBenchmark.class, threads);
    }
    out.print(new StartBenchmark(settings).run());
  }

  private void runChild(Class<?> benchmark, int threads) throws IOException, InterruptedException {
    Path safepointLog = Files.createTempFile("threadleak-safepoints", ".log");
    try {
      List<String> options = new ArrayList<>(List.of("-Xms1g", "-Xmx1g", "-Xss256k"));
      options.addAll(Safepoints.jvmOptions(safepointLog));
      List<String> all = new ArrayList<>(List.of(Integer.toString(threads)));
      all.addAll(arguments);
      ChildJvm.run(benchmark, options, all, out);
    } finally {
      Files.delete(safepointLog);
    }
  }
}
