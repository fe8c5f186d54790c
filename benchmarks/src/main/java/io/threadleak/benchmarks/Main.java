package io.threadleak.benchmarks;

import io.threadleak.benchmarks.proof.ProofBenchmarks;
import io.threadleak.benchmarks.virtual.VirtualBenchmarks;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs all benchmarks on the JDK it runs on, and prints their tables as Markdown. */
public final class Main {

  /** The option that leaves out all tables but those on virtual threads. */
  private static final String VIRTUAL_OPTION = "--virtual";

  /** The option that leaves out all tables but those on proofs. */
  private static final String PROOF_OPTION = "--proof";

  /** The option that adds a heap of 4 GiB to those. */
  private static final String LARGE_OPTION = "--large";

  private final List<String> arguments;
  private final Settings settings;
  private final PrintStream out;

  private Main(List<String> arguments, PrintStream out) {
    this.arguments = arguments;
    this.settings = Settings.of(arguments);
    this.out = out;
  }

  /** {@code [--quick] [--virtual] [--proof [--large]] AGENT_JAR}. */
  public static void main(String[] arguments) throws Exception {
    run(List.of(arguments), System.out);
  }

  static void run(List<String> arguments, PrintStream out) throws Exception {
    new Main(arguments, out).runAll();
  }

  private void runAll() throws Exception {
    Path agentJar = Path.of(arguments.get(arguments.size() - 1)).toAbsolutePath();
    out.printf("## JDK %d%n%n%s%n%n", Machine.javaRelease(), Machine.describe());
    boolean quick = settings.equals(Settings.QUICK);
    boolean all = !arguments.contains(VIRTUAL_OPTION) && !arguments.contains(PROOF_OPTION);
    if (all) {
      runPlatform(agentJar);
    }
    if (all || arguments.contains(VIRTUAL_OPTION)) {
      VirtualBenchmarks.run(agentJar, quick, out);
    }
    if (all || arguments.contains(PROOF_OPTION)) {
      ProofBenchmarks.run(agentJar, quick, arguments.contains(LARGE_OPTION), out);
    }
  }

  private void runPlatform(Path agentJar) throws Exception {
    List<ThreadleakMode> modes = ThreadleakMode.all(agentJar);
    for (int threads : settings.threadCounts()) {
      out.print(inChild(RoundBenchmark.class, threads));
    }
    for (int threads : settings.threadCounts()) {
      out.print(inChild(ScrapeBenchmark.class, threads));
    }
    out.print(inChild(RecordingBenchmark.class, settings.threadCounts().get(0)));
    out.print(new StartBenchmark(settings, modes).run());
    out.print(ScopeBenchmark.run(settings, modes.subList(0, 2)));
    out.print(new FootprintBenchmark(settings, modes).run());
  }

  private String inChild(Class<?> benchmark, int threads) throws IOException, InterruptedException {
    Path safepointLog = Files.createTempFile("threadleak-safepoints", ".log");
    try {
      List<String> options = new ArrayList<>(ParkedThreads.JVM_OPTIONS);
      options.addAll(Safepoints.jvmOptions(safepointLog));
      return ChildJvm.run(benchmark, options, settings.arguments(threads));
    } finally {
      Files.delete(safepointLog);
    }
  }
}
