package com.acme.host;

import java.util.concurrent.CountDownLatch;

/** An application whose shutdown hook waits for workers that never end. */
public final class StuckHookHost {

  /** How many workers never end. */
  public static final int WORKERS = 3;

  private static final CountDownLatch WORK = new CountDownLatch(1);

  private StuckHookHost() {}

  /** Exits at the end of standard input, or tries to. */
  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i < WORKERS; i++) {
      startWorker(i);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(StuckHookHost::drain, "drainer"));
    Hosting.serve();
    System.exit(0);
  }

  private static void startWorker(int number) {
    new Thread(StuckHookHost::work, "worker-" + number).start();
  }

  private static void work() {
    await();
  }

  private static void drain() {
    await();
  }

  private static void await() {
    try {
      WORK.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
