package com.acme.host;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.LockSupport;

/** An application that leaks threads beside live ones, which wake each other all the time. */
public final class ProofHost {

  /** How many threads wait for what only they have. */
  public static final int LEAKED = 7;

  private static final CountDownLatch HELD = new CountDownLatch(1);
  private static final ExecutorService POOL = Executors.newFixedThreadPool(2, ProofHost::daemon);

  private static final List<Thread> KEPT = new ArrayList<>();

  @SuppressWarnings("unused") // makes the heap large enough for a look at it to take a while
  private static final List<int[]> BALLAST = new ArrayList<>();

  private ProofHost() {}

  /** Leaks until its standard input ends; property {@code ballast}: objects to keep beside. */
  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i < Integer.getInteger("ballast", 0); i++) {
      BALLAST.add(new int[1]);
    }
    for (int i = 0; i < LEAKED; i++) {
      leakOne(i);
    }
    keepOne();
    make("held", () -> HELD.await()).start();
    POOL.submit(() -> {}).get();
    for (int i = 0; i < 2; i++) {
      playPingPong();
    }
    Hosting.serve();
  }

  static void leakOne(int number) {
    CountDownLatch lost = new CountDownLatch(1);
    Thread thread = make("lost-" + number, () -> lost.await());
    thread.start();
  }

  /** Somebody could interrupt this one. */
  static void keepOne() {
    CountDownLatch lost = new CountDownLatch(1);
    Thread thread = make("kept", () -> lost.await());
    KEPT.add(thread);
    thread.start();
  }

  private static void playPingPong() {
    SynchronousQueue<Integer> there = new SynchronousQueue<>();
    SynchronousQueue<Integer> back = new SynchronousQueue<>();
    make("ping", () -> hand(there, back)).start();
    make("pong", () -> hand(back, there)).start();
    make("first", () -> there.put(1)).start();
  }

  private static void hand(SynchronousQueue<Integer> from, SynchronousQueue<Integer> to)
      throws InterruptedException {
    while (HELD.getCount() > 0) {
      to.put(from.take());
      // The analysis has a low priority, and runs where somebody leaves it room.
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static Thread make(String name, Interruptible task) {
    Thread thread =
        daemon(
            () -> {
              try {
                task.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setName(name);
    return thread;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "pooled");
    thread.setDaemon(true);
    return thread;
  }

  /** What a thread does until it is interrupted. */
  @FunctionalInterface
  private interface Interruptible {

    void run() throws InterruptedException;
  }
}
