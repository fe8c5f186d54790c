package com.acme.host;

import java.io.IOException;
import java.util.concurrent.Executors;

/**
 * A service whose main method has returned long ago, as those of many frameworks: one thread waits
 * for requests, here the end of standard input, and a pool has nothing to do.
 */
public final class MainlessHost {

  private MainlessHost() {}

  /** Starts the service, which exits in an orderly way. */
  public static void main(String[] arguments) throws Exception {
    Executors.newFixedThreadPool(1).submit(() -> {}).get();
    new Thread(MainlessHost::serve, "server").start();
  }

  private static void serve() {
    try {
      Hosting.serve();
    } catch (IOException closed) {
      System.out.println("host lost its input: " + closed);
    }
    System.exit(0);
  }
}
