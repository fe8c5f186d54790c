package com.acme.shop.plugin;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Reckons a discount on a thread and in a pool of its own, and ends both. */
public final class Discount implements Runnable {

  @Override
  public void run() {
    Thread thread = new Thread(() -> {}, "discount");
    thread.start();
    ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
    try {
      pool.schedule(() -> {}, 1, TimeUnit.MILLISECONDS).get();
      pool.shutdown();
      if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("the pool does not end");
      }
      thread.join();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("no discount", e);
    }
  }
}
