package io.threadleak.benchmarks.proof;

import java.util.List;

/**
 * How long and how large a run is.
 *
 * @param heaps heaps of small objects that are looked at
 * @param besideThreads MiB of small objects in a JVM with many threads
 * @param threads platform threads, ascending
 * @param virtualThreads virtual threads, on a JDK whose dumps have their stacks; 0 for none
 * @param rounds interleaved rounds of looks at one JVM
 * @param exactness the smallest heap of an analysis is found to this ratio
 */
record ProofSettings(
    List<Heap> heaps,
    int besideThreads,
    List<Integer> threads,
    int virtualThreads,
    int rounds,
    double exactness) {

  /** What the published tables are made with. */
  static final ProofSettings NORMAL =
      new ProofSettings(
          List.of(new Heap(100, 3), new Heap(1024, 1)),
          50,
          List.of(1_000, 10_000),
          100_000,
          3,
          1.04);

  /** A large heap instead. */
  static final ProofSettings LARGE =
      new ProofSettings(List.of(new Heap(4096, 1)), 0, List.of(), 0, NORMAL.rounds, 1.2);

  /** Enough to see that everything still runs; its figures mean nothing. */
  static final ProofSettings QUICK =
      new ProofSettings(List.of(new Heap(2, 1)), 1, List.of(50), 200, 1, 1e9);

  /**
   * A heap.
   *
   * @param mebibytes of small objects
   * @param turns of each reader
   */
  record Heap(int mebibytes, int turns) {}
}
