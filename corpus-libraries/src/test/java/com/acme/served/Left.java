package com.acme.served;

import java.util.concurrent.CountDownLatch;

/** Threads that nobody ends. */
final class Left {

  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private Left() {}

  /** Starts one. */
  static void behind() {
    Thread thread = new Thread(Left::waitForEver, "left behind");
    thread.setDaemon(true);
    thread.start();
  }

  private static void waitForEver() {
    try {
      NEVER.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
