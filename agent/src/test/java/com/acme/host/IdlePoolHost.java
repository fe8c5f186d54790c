package com.acme.host;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An application that returns from its main method and forgets to shut down its pool. */
public final class IdlePoolHost {

  /** How many threads the pool has. */
  public static final int THREADS = 2;

  private IdlePoolHost() {}

  /** Has each of the pool's threads do something once. */
  public static void main(String[] arguments) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    for (int i = 0; i < THREADS; i++) {
      submit(pool);
    }
    System.out.println("host is up");
  }

  private static void submit(ExecutorService pool) throws Exception {
    pool.submit(() -> {}).get();
  }
}
