package io.threadleak.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A JVM with so many parked threads that prints what it takes: {@code THREADS HEAP_BYTES
 * METASPACE_AND_CODE_BYTES RESIDENT_BYTES}.
 */
final class FootprintWorker {

  private static final int COLLECTIONS = 4;
  private static final int KIB = 1024;

  private FootprintWorker() {}

  /** The first argument is the number of threads. */
  public static void main(String[] arguments) throws Exception {
    ThreadleakMode.enter(arguments);
    List<Thread> parked = ParkedThreads.start(Integer.parseInt(arguments[0]));
    Thread.sleep(Settings.of(List.of(arguments)).warmUp().toMillis()); // servers and streams start
    long heap = usedHeapBytes();
    int threads = ManagementFactory.getThreadMXBean().getThreadCount() - parked.size();
    long nonHeap = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed();
    System.out.printf("%d %d %d %d%n", threads, heap, nonHeap, residentBytes());
  }

  /** What is in use once the garbage is gone. */
  static long usedHeapBytes() throws InterruptedException {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      Thread.sleep(50); // what finalizers and cleaners let go of goes with the next one
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long residentBytes() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .findFirst()
          .orElse(0);
    }
  }
}
