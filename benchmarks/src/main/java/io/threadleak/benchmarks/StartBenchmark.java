package io.threadleak.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What each means of attribution adds to the start and end of a platform thread.
 *
 * <p>How is it measured, and why? What is switched on at the start of a JVM cannot be compared
 * within one, and two JVMs run one after the other meet different weather. So the JVMs under
 * comparison live side by side and take turns, some thousand starts each, while the others are
 * idle; ratios are taken within a round. Several sets of JVMs even out what the compiler happens to
 * do in one of them.
 */
final class StartBenchmark {

  private static final int WARM_UP_ROUNDS = 12;

  private final Settings settings;
  private final List<Variant> variants;

  StartBenchmark(Settings settings, List<ThreadleakMode> modes) {
    this.settings = settings;
    this.variants = modes.stream().map(Variant::new).toList();
  }

  /** Measures and returns the table. */
  Table run() throws IOException, InterruptedException {
    for (int fork = 0; fork < settings.startForks(); fork++) {
      runFork();
    }
    Table table =
        new Table(
            "Start and end of a platform thread, creator %d frames deep"
                .formatted(StartWorker.CREATOR_FRAMES),
            "",
            "CPU of the creator",
            "added",
            "CPU of the process",
            "added",
            "added with background work");
    variants.forEach(variant -> addRow(table, variant));
    return table;
  }

  private void runFork() throws IOException, InterruptedException {
    List<Worker> workers = new ArrayList<>();
    try {
      for (Variant variant : variants) {
        workers.add(new Worker(variant));
      }
      for (Worker worker : workers) {
        worker.warmUp(settings);
      }
      for (int round = 0; round < settings.rounds(); round++) {
        for (int turn = 0; turn < workers.size(); turn++) {
          int next = round % 2 == 0 ? turn : workers.size() - 1 - turn;
          workers.get(next).measure(settings.startsPerRound());
        }
      }
      Thread.sleep(settings.warmUp().toMillis()); // background work catches up
      for (Worker worker : workers) {
        worker.measureBackground(settings.startsPerRound() * settings.rounds());
      }
    } finally {
      for (Worker worker : workers) {
        worker.close();
      }
    }
  }

  private void addRow(Table table, Variant variant) {
    Variant plain = variants.get(0);
    boolean isPlain = variant == plain;
    table.row(
        variant.mode.name(),
        Unit.MICROSECONDS.write(Spread.of(variant.creatorNanos)),
        isPlain ? "" : Unit.ADDED.write(Spread.ofRatios(variant.creatorNanos, plain.creatorNanos)),
        Unit.MICROSECONDS.write(Spread.of(variant.processNanos)),
        isPlain ? "" : Unit.ADDED.write(Spread.ofRatios(variant.processNanos, plain.processNanos)),
        isPlain ? "" : Unit.ADDED.write(Spread.ofRatios(variant.totalNanos, plain.totalNanos)));
  }

  /** A mode with what a start cost in it: per round, and in total per fork. */
  private static final class Variant {

    private final ThreadleakMode mode;
    private final List<Double> creatorNanos = new ArrayList<>();
    private final List<Double> processNanos = new ArrayList<>();
    private final List<Double> totalNanos = new ArrayList<>();

    Variant(ThreadleakMode mode) {
      this.mode = mode;
    }
  }

  /** A running JVM of one variant. */
  private static final class Worker {

    private final Variant variant;
    private final Process process;
    private final PrintWriter commands;
    private final BufferedReader answers;
    private long processNanosBefore;

    Worker(Variant variant) throws IOException {
      this.variant = variant;
      List<String> options = new ArrayList<>(List.of("-Xms256m", "-Xmx256m"));
      options.addAll(variant.mode.jvmOptions());
      process = ChildJvm.start(StartWorker.class, options, variant.mode.arguments());
      commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
      answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** By starts rather than by time, since what is slow takes as many calls to be compiled. */
    void warmUp(Settings settings) throws IOException {
      for (int round = 0; round < WARM_UP_ROUNDS; round++) {
        processNanosBefore = start(settings.startsPerRound())[2];
      }
    }

    void measure(int starts) throws IOException {
      long[] nanos = start(starts);
      variant.creatorNanos.add(nanos[0] / (double) starts);
      variant.processNanos.add(nanos[1] / (double) starts);
    }

    void measureBackground(int starts) throws IOException {
      long total = start(0)[2] - processNanosBefore;
      variant.totalNanos.add(total / (double) starts);
    }

    private long[] start(int starts) throws IOException {
      commands.println(starts);
      String answer = answers.readLine();
      if (answer == null) {
        throw new IOException("the JVM for \"" + variant.mode.name() + "\" ended early");
      }
      return Arrays.stream(answer.split(" ")).mapToLong(Long::parseLong).toArray();
    }

    void close() throws InterruptedException {
      commands.close(); // the worker ends with its input
      process.waitFor();
    }
  }
}
