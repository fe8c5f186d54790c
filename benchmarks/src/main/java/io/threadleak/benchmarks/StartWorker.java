package io.threadleak.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;

/**
 * A JVM that starts threads on command: for each line that holds a number, it starts and joins so
 * many, and prints {@code CREATOR_NANOS PROCESS_NANOS PROCESS_NANOS_SINCE_START}.
 */
final class StartWorker {

  /** Frames on the creator's stack below {@code Thread.start}. */
  static final int CREATOR_FRAMES = 40;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private StartWorker() {}

  /** Obeys its standard input until that ends. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    ThreadleakMode.enter(arguments);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      obey(Integer.parseInt(line));
    }
  }

  private static void obey(int starts) throws InterruptedException {
    long processBefore = SYSTEM.getProcessCpuTime();
    long creatorBefore = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < starts; i++) {
      startDeep(CREATOR_FRAMES - 2); // obey and main lie above
    }
    long creator = THREADS.getCurrentThreadCpuTime() - creatorBefore;
    long process = SYSTEM.getProcessCpuTime();
    System.out.println(creator + " " + (process - processBefore) + " " + process);
  }

  private static void startDeep(int remaining) throws InterruptedException {
    if (remaining > 1) {
      startDeep(remaining - 1);
      return;
    }
    Thread thread = new Thread(() -> {});
    thread.start();
    thread.join();
  }
}
