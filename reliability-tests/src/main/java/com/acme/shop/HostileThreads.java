package com.acme.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * Threads of classes that the application made wrong: whoever looks at them gets what {@link
 * Failures} gives, unless it is the thread itself.
 */
final class HostileThreads implements AutoCloseable {

  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  /** Starts one for each kind of failure. */
  String start() {
    for (int kind = 0; kind < Failures.KINDS; kind++) {
      int failing = kind;
      Thread thread = new Hostile(end, () -> Failures.of(failing));
      thread.start();
      threads.add(thread);
    }
    return threads.size() + " started";
  }

  @Override
  public void close() {
    end.countDown();
  }

  private static final class Hostile extends Thread {

    private final CountDownLatch end;
    private final Supplier<Throwable> failure;

    Hostile(CountDownLatch end, Supplier<Throwable> failure) {
      super("hostile");
      setDaemon(true);
      // Else Tomcat asks it, too, when it stops.
      setContextClassLoader(null);
      this.end = end;
      this.failure = failure;
    }

    @Override
    public void run() {
      try {
        end.await();
      } catch (InterruptedException e) {
        return; // told to end
      }
    }

    @Override
    public State getState() {
      throw Failures.sneak(failure.get());
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw Failures.sneak(failure.get());
    }

    @Override
    public String toString() {
      throw Failures.sneak(failure.get());
    }
  }
}
