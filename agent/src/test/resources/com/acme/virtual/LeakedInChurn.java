package com.acme.virtual;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Leaks virtual threads beside others that wake each other all the time. */
public final class LeakedInChurn {

  static final List<Thread> SERVANTS = new ArrayList<>();

  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i < 200; i++) {
      leak();
    }
    for (int i = 0; i < 50; i++) {
      SERVANTS.add(Thread.startVirtualThread(LeakedInChurn::serve));
      pingPong();
    }
    Thread.ofPlatform().daemon().start(LeakedInChurn::wakeServants);
    String url = System.getProperty("threadleak.url");
    while (url == null) {
      Thread.sleep(20);
      url = System.getProperty("threadleak.url");
    }
    System.out.println("agent " + url);
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
  }

  static void leak() {
    CountDownLatch lost = new CountDownLatch(1);
    Thread.startVirtualThread(() -> await(lost));
  }

  static void serve() {
    while (true) {
      LockSupport.park();
    }
  }

  static void wakeServants() {
    while (true) {
      LockSupport.unpark(SERVANTS.get(ThreadLocalRandom.current().nextInt(SERVANTS.size())));
      LockSupport.parkNanos(200_000);
    }
  }

  static void pingPong() {
    SynchronousQueue<Integer> there = new SynchronousQueue<>();
    SynchronousQueue<Integer> back = new SynchronousQueue<>();
    Thread.startVirtualThread(() -> hand(there, back));
    Thread.startVirtualThread(() -> hand(back, there));
    Thread.startVirtualThread(() -> put(there));
  }

  static void hand(SynchronousQueue<Integer> from, SynchronousQueue<Integer> to) {
    try {
      while (true) {
        to.put(from.take());
        // The analysis has a low priority, and runs where somebody leaves it room.
        LockSupport.parkNanos(2_000_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void put(SynchronousQueue<Integer> to) {
    try {
      to.put(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
