package com.acme.host;

import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** An application that starts threads in known places, in a JVM of its own; see {@link #main}. */
public final class ThreadHost {

  /** How many virtual threads are started, where the JDK knows them. */
  public static final int VIRTUAL_THREADS = 100;

  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private ThreadHost() {}

  /** Starts five threads that stay, three that end, one twice; and more where JDK 21 is there. */
  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i < 5; i++) {
      startOneThatStays();
    }
    for (int i = 0; i < 3; i++) {
      startOneThatEnds();
    }
    startOneTwice();
    if (Runtime.version().feature() >= 21) {
      startInContainer();
      startVirtual();
    }
    Hosting.serve();
  }

  static void startOneThatStays() {
    daemon(NEVER).start();
  }

  static void startOneThatEnds() throws InterruptedException {
    Thread thread = daemon(new CountDownLatch(0));
    thread.start();
    thread.join();
  }

  static void startOneTwice() {
    Thread thread = daemon(NEVER);
    thread.start();
    try {
      thread.start();
    } catch (IllegalThreadStateException expected) {
      return;
    }
    throw new AssertionError("started twice");
  }

  /** By {@code Thread.start(ThreadContainer)}. */
  static void startInContainer() throws ReflectiveOperationException {
    ThreadFactory factory = task -> daemon(NEVER);
    Method make = Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
    ExecutorService executor = (ExecutorService) make.invoke(null, factory);
    executor.execute(() -> {});
  }

  static void startVirtual() throws ReflectiveOperationException {
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    for (int i = 0; i < VIRTUAL_THREADS; i++) {
      start.invoke(null, (Runnable) ThreadHost::waitForever);
    }
  }

  private static Thread daemon(CountDownLatch until) {
    Thread thread =
        new Thread(
            () -> {
              try {
                until.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    return thread;
  }

  private static void waitForever() {
    try {
      NEVER.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
