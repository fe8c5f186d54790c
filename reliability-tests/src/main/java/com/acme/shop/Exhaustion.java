package com.acme.shop;

import java.util.concurrent.CountDownLatch;

/** A leak that goes on until there are no more threads to be had. */
final class Exhaustion implements AutoCloseable {

  private final CountDownLatch end = new CountDownLatch(1);

  /** Leaks; what the JVM says when it refuses. */
  String run() {
    try {
      while (end.getCount() > 0) {
        leakOne();
      }
      return "closed meanwhile";
    } catch (OutOfMemoryError refused) {
      return "refused: " + refused.getMessage();
    }
  }

  private void leakOne() {
    Thread thread = new Thread(this::awaitEnd, "leaked");
    thread.setDaemon(true);
    thread.start();
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives all threads back. */
  String release() {
    close();
    return "released";
  }

  @Override
  public void close() {
    end.countDown();
  }
}
