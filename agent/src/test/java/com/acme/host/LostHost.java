package com.acme.host;

import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;

/** An application that leaks threads which wait for latches that nobody else holds. */
public final class LostHost {

  /** How many platform threads are leaked. */
  public static final int PLATFORM_THREADS = 20;

  /** How many virtual threads are leaked, where the JDK knows them. */
  public static final int VIRTUAL_THREADS = 50;

  private static final CountDownLatch HELD = new CountDownLatch(1);

  private LostHost() {}

  /** Leaks, beside one thread of each kind that can still be woken. */
  public static void main(String[] arguments) throws Exception {
    leakPlatform();
    daemon(() -> await(HELD)).start();
    if (Runtime.version().feature() >= 21) {
      Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
      leakVirtual(start);
      start.invoke(null, (Runnable) () -> await(HELD));
    }
    Hosting.serve();
  }

  static void leakPlatform() {
    for (int i = 0; i < PLATFORM_THREADS; i++) {
      CountDownLatch lost = new CountDownLatch(1);
      daemon(() -> await(lost)).start();
    }
  }

  static void leakVirtual(Method start) throws ReflectiveOperationException {
    for (int i = 0; i < VIRTUAL_THREADS; i++) {
      CountDownLatch lost = new CountDownLatch(1);
      start.invoke(null, (Runnable) () -> await(lost));
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException freed) {
      if (latch == HELD) {
        System.out.println("a live thread was interrupted");
      }
    }
  }
}
