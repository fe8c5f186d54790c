package com.acme.virtual;

import io.threadleak.agent.it.OracleProbe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Leaks virtual threads beside live ones of all kinds, which park and are woken all the time. */
public final class LeakedAndLive {

  static final ConcurrentHashMap<Integer, CountDownLatch> REGISTRY = new ConcurrentHashMap<>();
  static final List<Thread> SERVANTS = Collections.synchronizedList(new ArrayList<>());
  static final AtomicLong AWAITING = new AtomicLong();
  static final AtomicLong SERVED = new AtomicLong();
  static volatile boolean end;

  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[0]);
    leak(threads);
    inRegistry(threads);
    timed(threads);
    List<CountDownLatch> onMyStack = heldByMain(threads);
    servants(100);
    Thread waker = Thread.ofPlatform().daemon().start(LeakedAndLive::wakeServants);
    pingPong(50);
    while (AWAITING.get() < 3 * threads) {
      Thread.sleep(1);
    }
    OracleProbe.awaitRound();
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      long before = SERVED.get();
      System.out.println("found " + OracleProbe.prove());
      while (SERVED.get() < before + 1_000) {
        Thread.sleep(1);
      }
    }
    end = true;
    waker.join();
    REGISTRY.values().forEach(CountDownLatch::countDown);
    onMyStack.forEach(CountDownLatch::countDown);
    SERVANTS.forEach(Thread::interrupt);
    OracleProbe.awaitRound();
    System.out.println("freed " + OracleProbe.freed());
    System.out.println("done");
  }

  static void leak(int threads) {
    for (int i = 0; i < threads; i++) {
      CountDownLatch latch = new CountDownLatch(1);
      Thread.startVirtualThread(() -> await(latch));
    }
  }

  static void inRegistry(int threads) {
    for (int i = 0; i < threads; i++) {
      CountDownLatch latch = new CountDownLatch(1);
      REGISTRY.put(i, latch);
      Thread.startVirtualThread(() -> await(latch));
    }
  }

  static List<CountDownLatch> heldByMain(int threads) {
    List<CountDownLatch> latches = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      CountDownLatch latch = new CountDownLatch(1);
      latches.add(latch);
      Thread.startVirtualThread(() -> await(latch));
    }
    return latches;
  }

  static void timed(int threads) {
    for (int i = 0; i < threads; i++) {
      Thread.startVirtualThread(() -> LockSupport.parkNanos(600_000_000_000L));
    }
  }

  static void servants(int threads) {
    for (int i = 0; i < threads; i++) {
      SERVANTS.add(
          Thread.startVirtualThread(
              () -> {
                while (!end) {
                  LockSupport.park();
                  SERVED.incrementAndGet();
                }
              }));
    }
  }

  static void wakeServants() {
    while (!end) {
      LockSupport.unpark(SERVANTS.get(ThreadLocalRandom.current().nextInt(SERVANTS.size())));
      LockSupport.parkNanos(200_000);
    }
  }

  static void pingPong(int pairs) {
    for (int i = 0; i < pairs; i++) {
      SynchronousQueue<Integer> queue = new SynchronousQueue<>();
      Thread.startVirtualThread(() -> give(queue));
      Thread.startVirtualThread(() -> take(queue));
    }
  }

  static void give(SynchronousQueue<Integer> queue) {
    try {
      while (!end) {
        queue.put(1);
        LockSupport.parkNanos(2_000_000);
      }
      queue.put(0);
    } catch (InterruptedException e) {
      throw new IllegalStateException("a live thread was interrupted", e);
    }
  }

  static void take(SynchronousQueue<Integer> queue) {
    try {
      while (queue.take() != 0) {
        SERVED.incrementAndGet();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("a live thread was interrupted", e);
    }
  }

  static void await(CountDownLatch latch) {
    AWAITING.incrementAndGet();
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
