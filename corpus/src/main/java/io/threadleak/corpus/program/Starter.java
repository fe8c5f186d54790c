package io.threadleak.corpus.program;

import io.threadleak.attribution.VirtualThreadApi;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** How the threads of a program are started. Nothing here keeps a thread but a pool its workers. */
public enum Starter {
  /** Virtual threads, each on its own. */
  VIRTUAL,
  /** Platform threads, each on its own. */
  PLATFORM,
  /** Workers of a pool that a static field holds, which grows as tasks wait. */
  POOLED,
  /** Virtual threads of an executor that a static field holds. */
  PER_TASK;

  /** Whether this JVM can start threads so. */
  public boolean exists() {
    return !isVirtual() || VirtualThreadApi.exists();
  }

  /** Whether the threads are virtual. */
  public boolean isVirtual() {
    return this == VIRTUAL || this == PER_TASK;
  }

  /** Whether something alive holds every thread, and so could interrupt it. */
  public boolean holdsThreads() {
    return this == POOLED || this == PER_TASK;
  }

  /** Runs a task in a thread of this kind. */
  void start(Runnable task) {
    switch (this) {
      case VIRTUAL -> Objects.requireNonNull(VirtualThreadApi.unstarted(task)).start();
      case PLATFORM -> daemon(task, "corpus").start();
      case POOLED -> Pool.EXECUTOR.execute(task);
      case PER_TASK -> PerTask.EXECUTOR.execute(task);
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private static final class Pool {
    static final ExecutorService EXECUTOR =
        Executors.newCachedThreadPool(task -> daemon(task, "corpus worker"));
  }

  private static final class PerTask {
    static final ExecutorService EXECUTOR = create();

    private static ExecutorService create() {
      try {
        return (ExecutorService)
            Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
      } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("no virtual threads in this JVM", e);
      }
    }
  }
}
