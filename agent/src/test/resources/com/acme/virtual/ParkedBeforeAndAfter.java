package com.acme.virtual;

import java.util.concurrent.locks.LockSupport;

/** Parks virtual threads before and after an agent comes, until its standard input ends. */
public final class ParkedBeforeAndAfter {

  public static void main(String[] arguments) throws Exception {
    parkOrders(1_000);
    System.out.println("parked before");
    String url = System.getProperty("threadleak.url");
    while (url == null) {
      Thread.sleep(20);
      url = System.getProperty("threadleak.url");
    }
    parkOrders(400);
    parkPayments(500);
    startShort();
    System.out.println("parked after");
    System.out.println("agent " + url);
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
  }

  static void parkOrders(int threads) {
    for (int i = 0; i < threads; i++) {
      Thread.startVirtualThread(() -> waitForOrders());
    }
  }

  static void parkPayments(int threads) {
    for (int i = 0; i < threads; i++) {
      Thread.startVirtualThread(() -> waitForPayments());
    }
  }

  static void startShort() throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      Thread.ofVirtual().start(() -> {}).join();
    }
  }

  static void waitForOrders() {
    while (true) {
      LockSupport.park();
    }
  }

  static void waitForPayments() {
    while (true) {
      LockSupport.park();
    }
  }
}
