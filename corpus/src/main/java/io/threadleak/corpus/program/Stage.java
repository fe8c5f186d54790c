package io.threadleak.corpus.program;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Where a program runs: it starts the program's threads in one way and holds what they wait for in
 * one way, and knows of neither afterwards. Thread-safe.
 */
public final class Stage {

  /** What tasks threw. */
  private static final Queue<Throwable> FAULTS = new ConcurrentLinkedQueue<>();

  private final Starter starter;
  private final Hold hold;
  private final MainThread mainThread;
  private final Runnable report;

  /**
   * A stage without a main thread to give away, and whose reports are nobody's concern.
   *
   * @param starter how threads are started
   * @param hold who holds what they wait for
   */
  public Stage(Starter starter, Hold hold) {
    this(starter, hold, task -> Starter.PLATFORM.start(quietly(task)), () -> {});
  }

  /**
   * A stage of a JVM of its own.
   *
   * @param mainThread runs a task in the JVM's main thread
   * @param report has a report of leaked threads made, and returns when it is there
   */
  public Stage(Starter starter, Hold hold, MainThread mainThread, Runnable report) {
    this.starter = starter;
    this.hold = hold;
    this.mainThread = mainThread;
    this.report = report;
  }

  /** How this stage starts threads. */
  public Starter starter() {
    return starter;
  }

  /** Starts a thread of the stage's kind. */
  public void start(Task task) {
    starter.start(quietly(task));
  }

  /** Starts a platform thread, whatever the stage's kind. */
  public void startPlatform(Task task) {
    Starter.PLATFORM.start(quietly(task));
  }

  /** Has the JVM's main thread run a task. */
  public void runInMain(Task task) {
    mainThread.run(task);
  }

  /** Hands out what threads are going to wait for, once the stage's holder has it. */
  public <T> T held(T blocker) throws InterruptedException {
    hold.keep(blocker);
    return blocker;
  }

  /** Has a report of leaked threads made by the thread that calls. */
  public void requestReport() {
    report.run();
  }

  /** What tasks threw since the last call, and forgets it. */
  public static Queue<Throwable> takeFaults() {
    Queue<Throwable> taken = new ConcurrentLinkedQueue<>();
    for (Throwable fault = FAULTS.poll(); fault != null; fault = FAULTS.poll()) {
      taken.add(fault);
    }
    return taken;
  }

  private static Runnable quietly(Task task) {
    return () -> {
      try {
        task.run();
      } catch (Throwable fault) {
        FAULTS.add(fault);
      }
    };
  }

  /** The thread that runs {@code main}. */
  @FunctionalInterface
  public interface MainThread {

    /** Runs a task there, once at most. */
    void run(Task task);
  }
}
