package com.acme.host;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

/** An application whose threads stand in pools, and a few in none; see {@link #main}. */
public final class PoolHost {

  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private PoolHost() {}

  /** Occupies threads of pools of each kind, two pools of one, and starts one without a pool. */
  public static void main(String[] arguments) throws Exception {
    occupyFixed();
    occupyScheduled();
    occupyCached();
    occupyForkJoin();
    for (int i = 0; i < 3; i++) {
      occupyOneOfItsOwn();
    }
    Hosting.serve();
  }

  static void occupyFixed() {
    ExecutorService pool = Executors.newFixedThreadPool(40);
    pool.execute(PoolHost::waitForever);
    pool.execute(PoolHost::waitForever);
  }

  static void occupyScheduled() {
    Executors.newScheduledThreadPool(4).execute(PoolHost::waitForever);
  }

  static void occupyCached() {
    Executors.newCachedThreadPool().execute(PoolHost::waitForever);
  }

  static void occupyForkJoin() {
    ForkJoinPool.commonPool().execute(PoolHost::waitForever);
  }

  static void occupyOneOfItsOwn() {
    Executors.newFixedThreadPool(2).execute(PoolHost::waitForever);
  }

  private static void waitForever() {
    try {
      NEVER.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
