package com.acme.host;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** An application that starts a thread ten times a second and ends none of them. */
public final class LeakHost {

  private static final CountDownLatch NEVER = new CountDownLatch(1);
  private static final long PAUSE_NANOS = 100_000_000;

  private LeakHost() {}

  /** Leaks until its standard input ends. */
  public static void main(String[] arguments) throws Exception {
    Thread leaker = new Thread(LeakHost::leakOnAndOn, "secret-of-the-host");
    leaker.setDaemon(true);
    leaker.start();
    Hosting.serve();
  }

  private static void leakOnAndOn() {
    while (NEVER.getCount() > 0) {
      leakOne();
      LockSupport.parkNanos(PAUSE_NANOS);
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
            },
            "secret-of-customer-42");
    thread.setDaemon(true);
    thread.start();
  }
}
