package io.threadleak.benchmarks.proof;

import io.threadleak.benchmarks.Safepoints.Stop;
import java.io.IOException;
import java.util.List;

/**
 * What one look at a JVM took.
 *
 * @param pauseNanos the longest time for which all its threads stood still
 * @param stoppedNanos all such times together
 * @param wallNanos from the request to the answer, whoever asks included
 * @param diskBytes the most on disk at a time
 * @param childNanos how long there was a process that analyses
 * @param childCpuNanos its processor time
 * @param childBytes the most it had resident, without the pages of files
 * @param childHeap what heap it was granted; empty where there was none
 */
record LookCosts(
    long pauseNanos,
    long stoppedNanos,
    long wallNanos,
    long diskBytes,
    long childNanos,
    long childCpuNanos,
    long childBytes,
    String childHeap) {

  /** Looks once and measures. */
  static LookCosts of(Look look, LoadedHeap heap)
      throws IOException, InterruptedException, RefusedLookException {
    int before = heap.safepoints().stops().size();
    long begin = System.nanoTime();
    long end;
    Footprint footprint = Footprint.watch(heap.jvm().handle(), heap.scratch());
    try (footprint) {
      look.at(heap);
      end = System.nanoTime();
    }
    List<Stop> all = heap.safepoints().stops();
    List<Stop> stops = all.subList(before, all.size());
    return new LookCosts(
        stops.stream().mapToLong(Stop::nanos).max().orElse(0),
        stops.stream().mapToLong(Stop::nanos).sum(),
        end - begin,
        footprint.diskBytes(),
        footprint.wallNanos(),
        footprint.cpuNanos(),
        footprint.anonymousBytes(),
        footprint.heap());
  }
}
