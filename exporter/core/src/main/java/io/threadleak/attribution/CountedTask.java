package io.threadleak.attribution;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What a counted thread runs: its task, between being put into the set of live ones and being taken
 * out. It is itself a link of that set: 40 bytes where references take 4 (a header of 12, six
 * references, an int).
 */
final class CountedTask implements Runnable {

  /** What {@link #learnt} is where the thread's start was not looked at. */
  static final int NOT_LEARNT = -1;

  private static final VarHandle THREAD;

  static {
    try {
      THREAD = MethodHandles.lookup().findVarHandle(CountedTask.class, "thread", Thread.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final Runnable task;

  /** Kept, too, so that what it knows of its tasks is not forgotten before the last of them. */
  private final @Nullable CountedFactory factory;

  private volatile @Nullable Thread thread;

  /** Neighbours in the list, itself while in none; under the list's lock. */
  CountedTask previous = this;

  CountedTask next = this;

  /** What the thread was found to run when it was made; null if it was not looked at. */
  @Nullable TaskClass tasks;

  /** The site's place and the sampling level when the thread was made. */
  int learnt = NOT_LEARNT;

  CountedTask(Runnable task, @Nullable CountedFactory factory) {
    this.task = task;
    this.factory = factory;
  }

  /** A place in a list that is no task. */
  static CountedTask mark() {
    return new CountedTask(() -> {}, null);
  }

  @Override
  public void run() {
    CountedThreads counting = factory == null ? null : factory.threads();
    boolean counted = counting != null && counting.begin(this);
    try {
      task.run();
    } finally {
      if (counted && counting != null) {
        counting.end(this);
      }
    }
  }

  /** The application's task. */
  Runnable task() {
    return task;
  }

  /** The thread that is running this; null if none. */
  @Nullable Thread thread() {
    return thread;
  }

  /** Notes the running thread; false if one runs this already, as only an odd factory has it. */
  boolean takenBy(Thread current) {
    return THREAD.compareAndSet(this, null, current);
  }

  void letGo() {
    thread = null;
  }
}
