package com.acme.virtual;

import io.threadleak.agent.it.StartsProbe;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.StructuredTaskScope;

/** Starts virtual threads in every way there is, and prints how many starts the hook told of. */
public final class EveryWayToStart {

  private static final int MANY = 1_000;
  private static final Runnable NOTHING = () -> {};
  private static final Callable<String> VALUE = () -> "";

  public static void main(String[] arguments) throws Exception {
    count("before", () -> {});
    count("startVirtualThread", () -> times(() -> Thread.startVirtualThread(NOTHING)));
    count("ofVirtual.start", () -> times(() -> Thread.ofVirtual().name("a").start(NOTHING)));
    count("unstarted.start", () -> times(() -> Thread.ofVirtual().unstarted(NOTHING).start()));
    count("factory", () -> times(() -> Thread.ofVirtual().factory().newThread(NOTHING).start()));
    count("perTask.submit", EveryWayToStart::submit);
    count("perTask.execute", EveryWayToStart::execute);
    count("perTask.invokeAll", EveryWayToStart::invokeAll);
    count("perTask.ofFactory", EveryWayToStart::executeByFactory);
    count("scope.fork", EveryWayToStart::fork);
    count("byVirtualThread", EveryWayToStart::startByVirtualThread);
    count("neverStarted", () -> times(() -> Thread.ofVirtual().unstarted(NOTHING)));
    count("liveAgain", EveryWayToStart::startLiveAgain);
    count("endedAgain", EveryWayToStart::startEndedAgain);
    count("refused", EveryWayToStart::startRefused);
    count("raced", EveryWayToStart::startSameByTwo);
    System.out.println("done");
  }

  static void submit() throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      times(() -> executor.submit(VALUE));
    }
  }

  static void execute() throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      times(() -> executor.execute(NOTHING));
    }
  }

  static void invokeAll() throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      executor.invokeAll(java.util.Collections.nCopies(MANY, VALUE));
    }
  }

  static void executeByFactory() throws Exception {
    try (var executor = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
      times(() -> executor.execute(NOTHING));
    }
  }

  static void fork() throws Exception {
    try (var scope = StructuredTaskScope.open()) {
      times(() -> scope.fork(VALUE));
      scope.join();
    }
  }

  static void startByVirtualThread() throws Exception {
    Thread.startVirtualThread(() -> unchecked(() -> times(() -> Thread.startVirtualThread(NOTHING))))
        .join();
  }

  static void startLiveAgain() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread live = Thread.startVirtualThread(() -> unchecked(end::await));
    times(() -> failToStart(live));
    end.countDown();
  }

  static void startEndedAgain() throws Exception {
    Thread ended = Thread.startVirtualThread(NOTHING);
    ended.join();
    times(() -> failToStart(ended));
  }

  /** The JDK refuses a thread that it has taken for new: here since it has no container. */
  static void startRefused() throws Exception {
    Class<?> container = Class.forName("jdk.internal.vm.ThreadContainer");
    Method start =
        Class.forName("java.lang.VirtualThread").getDeclaredMethod("start", container);
    start.setAccessible(true);
    times(
        () -> {
          try {
            start.invoke(Thread.ofVirtual().unstarted(NOTHING), (Object) null);
          } catch (InvocationTargetException expected) {
            return;
          }
          throw new AssertionError("started without a container");
        });
  }

  /** Two threads start the same ones: one of them fails each time. */
  static void startSameByTwo() throws Exception {
    Thread[] contested = new Thread[MANY];
    for (int i = 0; i < MANY; i++) {
      contested[i] = Thread.ofVirtual().unstarted(NOTHING);
    }
    CyclicBarrier together = new CyclicBarrier(2);
    Runnable startAll =
        () -> {
          for (Thread thread : contested) {
            unchecked(together::await);
            try {
              thread.start();
            } catch (IllegalThreadStateException expected) {
              // The other one was faster.
            }
          }
        };
    Thread other = Thread.ofPlatform().start(startAll);
    startAll.run();
    other.join();
  }

  private static void failToStart(Thread thread) {
    try {
      thread.start();
    } catch (IllegalThreadStateException expected) {
      return;
    }
    throw new AssertionError("started again");
  }

  private static void count(String way, Task starts) throws Exception {
    long before = StartsProbe.started();
    starts.run();
    System.out.println(way + " " + (StartsProbe.started() - before));
  }

  private static void times(Task start) throws Exception {
    for (int i = 0; i < MANY; i++) {
      start.run();
    }
  }

  private static void unchecked(Task task) {
    try {
      task.run();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private interface Task {
    void run() throws Exception;
  }
}
