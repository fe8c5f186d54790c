package com.acme.host;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** What all hosts do: tell where the agent serves, and end with their standard input. */
final class Hosting {

  private Hosting() {}

  /** Prints the agent's address once it is there, and returns at the end of standard input. */
  static void serve() throws IOException {
    Thread teller =
        new Thread(
            () -> {
              while (System.getProperty("threadleak.url") == null) {
                LockSupport.parkNanos(20_000_000);
              }
              System.out.println("agent " + System.getProperty("threadleak.url"));
            });
    teller.setDaemon(true);
    System.out.println("host is up");
    teller.start();
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
    System.out.println("host is done");
  }
}
