package com.acme.shop;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/** What a shop can be asked to do beside its work, by name, with an answer in words. */
final class Desk implements AutoCloseable {

  /** Something to be asked for. */
  @FunctionalInterface
  interface Task {

    /** Does it; the answer is what {@link #ask} gives. */
    String run() throws Exception;
  }

  private final Map<String, Task> tasks = new ConcurrentHashMap<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final AtomicBoolean losing = new AtomicBoolean();
  private final DroppedLoaders dropped = new DroppedLoaders();
  private final Exhaustion exhaustion = new Exhaustion();
  private final HostileThreads hostile = new HostileThreads();

  Desk() {
    offer("end", this::end);
    offer("threads", Desk::threads);
    offer("print", Desk::print);
    offer("lose", this::lose);
    offer("leave", Desk::leave);
    offer("exhaust", exhaustion::run);
    offer("release", exhaustion::release);
    offer("hostile", hostile::start);
    offer("recordings", Desk::recordings);
    offer("unload", new Plugins(dropped)::run);
    offer("unloaded", dropped::left);
    offer("url", () -> System.getProperty("threadleak.url", ""));
  }

  /** Class loaders that nobody needs any more. */
  DroppedLoaders dropped() {
    return dropped;
  }

  /** Has a task be asked for by this name. */
  void offer(String name, Task task) {
    tasks.put(name, task);
  }

  /** Does what is asked; null if nobody knows how. */
  @Nullable String ask(String name) throws Exception {
    Task task = tasks.get(name);
    return task == null ? null : task.run();
  }

  void awaitEnd() throws InterruptedException {
    end.await();
  }

  @Override
  public void close() {
    hostile.close();
    exhaustion.close();
    tasks.clear();
  }

  /** Whether the next order is to be lost; asked once. */
  boolean losesNext() {
    return losing.compareAndSet(true, false);
  }

  /** What the shop does not print by itself. */
  private static String print() {
    System.out.println("this is not the shop");
    return "printed";
  }

  private String lose() {
    losing.set(true);
    return "losing one";
  }

  /** Leaves a thread that looks like one of ours. */
  private static String leave() {
    Thread thread = new Thread(LockSupport::park, "threadleak-left");
    thread.setDaemon(true);
    thread.start();
    return "left";
  }

  /** What Flight Recorder records, by name and state, one a line. */
  private static String recordings() {
    return FlightRecorder.getFlightRecorder().getRecordings().stream()
        .map(recording -> recording.getName() + " " + recording.getState())
        .collect(Collectors.joining("\n"));
  }

  private String end() {
    end.countDown();
    return "closing";
  }

  /** The live threads by name, one a line. */
  private static String threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .collect(Collectors.toMap(Thread::getName, thread -> 1, Integer::sum, TreeMap::new))
        .entrySet()
        .stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining("\n"));
  }
}
