package io.threadleak.benchmarks.proof;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What reading a dump took, in a JVM of its own.
 *
 * @param objects seen
 * @param references looked up; 0 where they were not counted
 * @param wallNanos from the JVM's start
 * @param cpuNanos of the process, the JVM's start, compilers and collector included
 * @param heldBytes what stays on the heap while the dump is kept open
 * @param anonymousBytes resident at the end, without the pages of files
 */
record ReaderCosts(
    long objects,
    long references,
    long wallNanos,
    long cpuNanos,
    long heldBytes,
    long anonymousBytes) {

  /** One line of numbers. */
  String toLine() {
    return LongStream.of(objects, references, wallNanos, cpuNanos, heldBytes, anonymousBytes)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(" "));
  }

  /** Reads {@link #toLine}. */
  static ReaderCosts of(String line) {
    List<Long> numbers = Arrays.stream(line.strip().split(" ")).map(Long::valueOf).toList();
    return new ReaderCosts(
        numbers.get(0),
        numbers.get(1),
        numbers.get(2),
        numbers.get(3),
        numbers.get(4),
        numbers.get(5));
  }
}
