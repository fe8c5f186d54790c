package com.acme.shop;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * A JVM with so many parked virtual threads, which says on command what looking at them costs. Each
 * command is answered by one line, but "memory" by one for each class and an empty one.
 */
final class ParkedLoad {

  private static final ThreadMXBean THREADS =
      (ThreadMXBean) ManagementFactory.getThreadMXBean(); // HotSpot's, which counts bytes too
  private static final Semaphore NOTHING = new Semaphore(0);
  private static final CountDownLatch NEVER = new CountDownLatch(1);
  private static final LongAdder STANDING = new LongAdder();

  private ParkedLoad() {}

  /** The arguments are the number of threads, and "plain" or "mixed". */
  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[0]);
    for (int i = 0; i < count; i++) {
      start(arguments[1].equals("mixed"), i);
      while (i - STANDING.sum() > 20_000) {
        LockSupport.parkNanos(100_000);
      }
    }
    while (STANDING.sum() < count || mounted() > 0 || queued() > 0) {
      LockSupport.parkNanos(1_000_000);
    }
    System.gc();
    System.out.println("ready");
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      obey(line.split(" "));
    }
  }

  private static void obey(String[] command) throws Exception {
    switch (command[0]) {
      case "sampling" -> sampling();
      case "dump" -> dump(command[1]);
      case "scheduler" -> System.out.println(mounted() + " " + queued());
      case "memory" -> System.out.println(histogram());
      default -> throw new IllegalArgumentException(command[0]);
    }
  }

  private static void start(boolean mixed, int i) {
    if (mixed && i % 2 == 0) {
      browse();
    } else if (mixed) {
      order();
    } else if (i % 3 == 0) {
      Thread.startVirtualThread(
          () -> {
            STANDING.increment();
            NOTHING.acquireUninterruptibly();
          });
    } else if (i % 3 == 1) {
      Thread.startVirtualThread(
          () -> {
            STANDING.increment();
            LockSupport.parkNanos(TimeUnit.DAYS.toNanos(1));
          });
    } else {
      Thread.startVirtualThread(
          () -> {
            STANDING.increment();
            await();
          });
    }
  }

  private static void browse() {
    Thread.startVirtualThread(new Request());
  }

  private static void order() {
    Thread.startVirtualThread(new Request());
  }

  private static void await() {
    try {
      NEVER.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** CPU nanoseconds and allocated bytes of threadleak's sampling thread so far. */
  private static void sampling() {
    long cpu = 0;
    long bytes = 0;
    for (long id : THREADS.getAllThreadIds()) {
      var info = THREADS.getThreadInfo(id);
      if (info != null && info.getThreadName().startsWith("threadleak-sampling")) {
        cpu += THREADS.getThreadCpuTime(id);
        bytes += THREADS.getThreadAllocatedBytes(id);
      }
    }
    System.out.println(cpu + " " + bytes);
  }

  /** CPU and wall nanoseconds and allocated bytes of a JSON dump to a file. */
  private static void dump(String file) throws IOException {
    HotSpotDiagnosticMXBean diagnostics =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long cpu = THREADS.getCurrentThreadCpuTime();
    long wall = System.nanoTime();
    diagnostics.dumpThreads(file, ThreadDumpFormat.JSON);
    System.out.println(
        (THREADS.getCurrentThreadCpuTime() - cpu)
            + " "
            + (System.nanoTime() - wall)
            + " "
            + (THREADS.getCurrentThreadAllocatedBytes() - bytes));
  }

  private static long mounted() {
    return scheduler("MountedVirtualThreadCount");
  }

  private static long queued() {
    return scheduler("QueuedVirtualThreadCount");
  }

  /** What the JVM tells of its scheduler; -1 before JDK 24, where it tells nothing. */
  private static long scheduler(String attribute) {
    try {
      ObjectName name = new ObjectName("jdk.management:type=VirtualThreadScheduler");
      Object value = ManagementFactory.getPlatformMBeanServer().getAttribute(name, attribute);
      return ((Number) value).longValue();
    } catch (JMException absent) {
      return -1;
    }
  }

  /** What lives on the heap by class, after a collection, as "jcmd PID GC.class_histogram" says. */
  private static String histogram() throws Exception {
    Object text =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    List<String> lines =
        text.toString().lines().filter(line -> line.matches(" *\\d+:.*")).toList();
    return String.join("\n", lines) + "\n";
  }

  /** A task that two lines start. */
  private static final class Request implements Runnable {

    @Override
    public void run() {
      STANDING.increment();
      NOTHING.acquireUninterruptibly();
    }
  }
}
