package io.threadleak.benchmarks.proof;

import io.threadleak.benchmarks.Machine;
import io.threadleak.benchmarks.Table;
import io.threadleak.benchmarks.load.LoadPrograms;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The tables on proofs. */
public final class ProofBenchmarks {

  private static final List<String> SOURCES = List.of("HeapLoad.java");

  /** Enough that there is something to find beside a heap. */
  private static final int FEW_THREADS = 20;

  /** Earlier dumps lack the stacks of virtual threads that are not mounted. */
  private static final int FIRST_WITH_VIRTUAL_STACKS = 22;

  /** Measured on such a machine with Go 1.27.3: the least of five, and the longest pause. */
  private static final String GO =
      "Go's `goroutineleak` profile of leaked goroutines: 1,000 in 1.7 ms, paused 0.1 ms; 10,000 in 29 ms, paused 1.3 ms; 100,000 in 250 ms, paused 21 ms; 1,000,000 in 2.2 s, paused 235 ms.";

  private static final int LEAKED_PERCENT = 1;

  private ProofBenchmarks() {}

  /**
   * Measures and prints.
   *
   * @param agentJar the shaded jar
   * @param quick for figures that mean nothing
   * @param large with a heap of 4 GiB instead
   * @param out one table after another
   */
  public static void run(Path agentJar, boolean quick, boolean large, PrintStream out)
      throws IOException, InterruptedException {
    ProofSettings settings =
        quick ? ProofSettings.QUICK : large ? ProofSettings.LARGE : ProofSettings.NORMAL;
    out.printf("Load average at the beginning: %.1f.%n%n", Machine.load());
    try (LoadPrograms programs = LoadPrograms.compile(ProofBenchmarks.class, SOURCES, agentJar)) {
      for (ProofSettings.Heap heap : settings.heaps()) {
        besideHeap(settings, programs, heap, out);
      }
      for (int threads : settings.threads()) {
        besideThreads(settings, programs, threads, false, out);
      }
      boolean showsVirtual = Runtime.version().feature() >= FIRST_WITH_VIRTUAL_STACKS;
      if (showsVirtual && settings.virtualThreads() > 0) {
        besideThreads(settings, programs, settings.virtualThreads(), true, out);
      }
    }
    out.printf("Load average at the end: %.1f.%n%n", Machine.load());
  }

  private static void besideHeap(
      ProofSettings settings, LoadPrograms programs, ProofSettings.Heap heap, PrintStream out)
      throws IOException, InterruptedException {
    String words = "%,d MiB of small objects".formatted(heap.mebibytes());
    try (LoadedHeap loaded =
        LoadedHeap.startWithAgent(programs, heap.mebibytes(), FEW_THREADS, FEW_THREADS, false)) {
      LookContest contest = new LookContest(loaded, Look.AT_ALL, Look.HEAP_DUMP);
      out.print(contest.run("Looking at " + words, settings.rounds()));
    }
    // hprof-heap fails with dumps of JVMs whose classes an agent has changed.
    try (LoadedHeap loaded = LoadedHeap.startPlain(programs, heap.mebibytes(), FEW_THREADS)) {
      Jcmd.run(loaded.jvm().handle(), "GC.heap_dump", loaded.dump().toString());
      out.print(new ReaderContest(new ReaderJvm(loaded.dump()), settings).run(words, heap.turns()));
    }
  }

  private static void besideThreads(
      ProofSettings settings, LoadPrograms programs, int threads, boolean virtual, PrintStream out)
      throws IOException, InterruptedException {
    String heading =
        "Looking at %,d %s threads, %d %% of them leaked, and %,d MiB of small objects"
            .formatted(
                threads,
                virtual ? "virtual" : "platform",
                LEAKED_PERCENT,
                settings.besideThreads());
    int leaked = Math.max(1, threads * LEAKED_PERCENT / 100);
    try (LoadedHeap loaded =
        LoadedHeap.startWithAgent(programs, settings.besideThreads(), threads, leaked, virtual)) {
      Table table =
          new LookContest(loaded, Look.AT_ALL, Look.HEAP_DUMP).run(heading, settings.rounds());
      table.note(GO);
      out.print(table);
      if (virtual) {
        LookContest collections = new LookContest(loaded, Look.COLLECTIONS, Look.COLLECTION);
        out.print(collections.run(heading + ", by collections", settings.rounds()));
      }
    }
  }
}
