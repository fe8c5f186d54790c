package com.acme.shop;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Starts virtual threads on command. Each line "STARTS PER_SECOND" starts so many at that pace (0:
 * as fast as it can), waits for their end and prints "WALL_NANOS CPU_NANOS TOTAL", the total being
 * all threads started so far, and ended.
 */
final class StartLoad {

  /** Threads that may be under way, so that a full run does not measure a growing queue. */
  private static final long MOST_UNDER_WAY = 20_000;

  private static final long BURST = 1_000;

  /** Starts in one go at least; STARTS is a multiple of it. */
  private static final long STEP = 10;

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final LongAdder ENDED = new LongAdder();
  private static final ExecutorService EXECUTOR = Executors.newVirtualThreadPerTaskExecutor();
  private static long started;

  private StartLoad() {}

  /** The argument names the tasks. */
  public static void main(String[] arguments) throws IOException {
    LongConsumer burst =
        switch (arguments[0]) {
          case "lambda" -> StartLoad::lambda;
          case "lambdas" -> StartLoad::lambdas;
          case "executor" -> StartLoad::executor;
          case "shared" -> StartLoad::shared;
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ");
      run(burst, Long.parseLong(words[0]), Long.parseLong(words[1]));
    }
  }

  private static void run(LongConsumer burst, long starts, long perSecond) {
    long cpu = SYSTEM.getProcessCpuTime();
    long begin = System.nanoTime();
    long last = started + starts;
    while (started < last) {
      long left = last - started;
      if (perSecond > 0) {
        long due = (long) ((System.nanoTime() - begin) / 1e9 * perSecond);
        left = Math.min(left, due - (starts - left));
      }
      long room = MOST_UNDER_WAY - (started - ENDED.sum());
      long now = Math.min(BURST, Math.min(left, room)) / STEP * STEP;
      if (now <= 0) {
        LockSupport.parkNanos(200_000);
      } else {
        burst.accept(now);
        started += now;
      }
    }
    while (ENDED.sum() < started) {
      LockSupport.parkNanos(100_000);
    }
    long wall = System.nanoTime() - begin;
    System.out.println(wall + " " + (SYSTEM.getProcessCpuTime() - cpu) + " " + started);
  }

  private static void lambda(long count) {
    for (long i = 0; i < count; i++) {
      Thread.startVirtualThread(() -> ENDED.increment());
    }
  }

  private static void lambdas(long count) {
    for (long i = 0; i < count; i += STEP) {
      Thread.startVirtualThread(() -> ENDED.add(1));
      Thread.startVirtualThread(() -> ENDED.increment());
      Thread.startVirtualThread(() -> ENDED.add(1));
      Thread.startVirtualThread(() -> ENDED.increment());
      Thread.startVirtualThread(() -> ENDED.add(1));
      Thread.startVirtualThread(() -> ENDED.increment());
      Thread.startVirtualThread(() -> ENDED.add(1));
      Thread.startVirtualThread(() -> ENDED.increment());
      Thread.startVirtualThread(() -> ENDED.add(1));
      Thread.startVirtualThread(() -> ENDED.increment());
    }
  }

  private static void executor(long count) {
    for (long i = 0; i < count; i++) {
      EXECUTOR.submit(() -> ENDED.increment());
    }
  }

  private static void shared(long count) {
    for (long i = 0; i < count; i += 2) {
      browse();
      order();
    }
  }

  private static void browse() {
    Thread.startVirtualThread(new Request());
  }

  private static void order() {
    Thread.startVirtualThread(new Request());
  }

  /** A task that two lines start. */
  private static final class Request implements Runnable {

    @Override
    public void run() {
      ENDED.increment();
    }
  }
}
