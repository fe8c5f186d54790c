package io.threadleak.benchmarks.proof;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Path;

/** A JVM that reads one dump and prints what that took, its own start included. */
final class ReaderWorker {

  /** The exit code of one whose heap did not suffice. */
  static final int OUT_OF_MEMORY = 3;

  private ReaderWorker() {}

  /** The arguments are the name of a {@link Reader} and the dump. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try {
      run(Reader.valueOf(arguments[0]), Path.of(arguments[1]));
    } catch (OutOfMemoryError tooSmall) {
      Runtime.getRuntime().halt(OUT_OF_MEMORY);
    }
  }

  private static void run(Reader reader, Path dump) throws IOException, InterruptedException {
    long before = usedHeap();
    Visit visit = reader.visit(dump);
    long wallMillis = ManagementFactory.getRuntimeMXBean().getUptime();
    long cpuNanos =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    long anonymous = ProcessStatus.of(ProcessHandle.current()).anonymousBytes();
    long held;
    try {
      held = usedHeap() - before;
    } finally {
      Reference.reachabilityFence(visit);
    }
    System.out.println(
        new ReaderCosts(
                visit.objects(),
                visit.references(),
                wallMillis * 1_000_000,
                cpuNanos,
                held,
                anonymous)
            .toLine());
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
