package com.acme.host;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinPool.ForkJoinWorkerThreadFactory;
import java.util.concurrent.TimeUnit;

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
    occupyForkJoinOfItsOwn();
    occupyForkJoinWithoutLimit();
    fillOneMadeElsewhere(makeForOthers());
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

  /** Two threads, and three more in place of blocked ones. */
  static void occupyForkJoinOfItsOwn() {
    ForkJoinWorkerThreadFactory factory = ForkJoinPool.defaultForkJoinWorkerThreadFactory;
    new ForkJoinPool(2, factory, null, false, 2, 5, 1, null, 1, TimeUnit.MINUTES)
        .execute(PoolHost::waitForever);
  }

  static void occupyForkJoinWithoutLimit() {
    new ForkJoinPool(2).execute(PoolHost::waitForever);
  }

  static ExecutorService makeForOthers() {
    return Executors.newFixedThreadPool(3);
  }

  static void fillOneMadeElsewhere(ExecutorService pool) {
    pool.execute(PoolHost::waitForever);
  }

  private static void waitForever() {
    try {
      NEVER.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
