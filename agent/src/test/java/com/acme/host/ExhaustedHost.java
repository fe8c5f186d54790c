package com.acme.host;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** An application that starts fifty threads a second until it gets no more, and lives on. */
public final class ExhaustedHost {

  private static final CountDownLatch NEVER = new CountDownLatch(1);
  private static final long PAUSE_NANOS = 20_000_000;

  private ExhaustedHost() {}

  /** Leaks until the JVM refuses, says so, and goes on until its standard input ends. */
  public static void main(String[] arguments) throws Exception {
    Thread leaker = new Thread(ExhaustedHost::leakOnAndOn);
    leaker.setDaemon(true);
    leaker.start();
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
    System.out.println("host is done");
  }

  private static void leakOnAndOn() {
    try {
      while (NEVER.getCount() > 0) {
        leakOne();
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (OutOfMemoryError e) {
      System.out.println("refused: " + e.getMessage());
    }
  }

  static void leakOne() {
    Thread thread =
        new Thread(
            () -> {
              try {
                NEVER.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
