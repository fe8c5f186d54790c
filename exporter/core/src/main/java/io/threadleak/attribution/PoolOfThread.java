package io.threadleak.attribution;

import java.lang.reflect.Field;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * The pool that a live thread works for: where its task is a worker of a pool, or a known wrapper
 * around one, the pool is what the worker is an inner object of. Reads fields only; no code of the
 * host runs. Needs {@code java.lang} and {@code java.util.concurrent} open to threadleak, as the
 * agent opens them; else no thread has a pool.
 */
final class PoolOfThread {

  /**
   * Tomcat's and Jetty's, by the ends of their names: an application may have moved them to a
   * package of its own, and the agent's build moves whole names as it moves its own Jetty.
   */
  private static final String[] FOREIGN_WORKERS = {
    ".tomcat.util.threads.ThreadPoolExecutor$Worker", ".jetty.util.thread.QueuedThreadPool$Runner"
  };

  private static final String[] WRAPPERS = {".tomcat.util.threads.TaskThread$WrappingRunnable"};

  private static final int MOST_WRAPPERS = 2;
  private static final String OUTER = "this$0";

  private static final @Nullable Class<?> WORKER =
      OpenFields.jdkClass("java.util.concurrent.ThreadPoolExecutor$Worker");
  private static final @Nullable Field POOL_OF_WORKER = OpenFields.find(WORKER, OUTER);
  private static final @Nullable Field POOL_OF_FORK_JOIN_THREAD =
      OpenFields.find(ForkJoinWorkerThread.class, "pool");

  private PoolOfThread() {}

  /** The pool; null if the thread belongs to none, or to none that can be seen. */
  static @Nullable Object find(Thread thread) {
    if (thread instanceof ForkJoinWorkerThread) {
      return OpenFields.get(POOL_OF_FORK_JOIN_THREAD, thread);
    }
    Object task = ThreadTasks.of(thread);
    return task == null ? null : poolOf(task, MOST_WRAPPERS);
  }

  private static @Nullable Object poolOf(Object task, int wrappers) {
    Class<?> type = task.getClass();
    if (type == WORKER) {
      return OpenFields.get(POOL_OF_WORKER, task);
    }
    if (isOneOf(FOREIGN_WORKERS, type)) {
      return OpenFields.get(OpenFields.find(type, OUTER), task);
    }
    return wrappers > 0 && isWrapper(type) ? poolInside(task, wrappers - 1) : null;
  }

  private static @Nullable Object poolInside(Object wrapper, int wrappers) {
    for (Object inner : OpenFields.runnablesIn(wrapper)) {
      Object pool = poolOf(inner, wrappers);
      if (pool != null) {
        return pool;
      }
    }
    return null;
  }

  /**
   * A thread factory's wrapper, most often a lambda. Other classes are not looked into: listing
   * their fields may load classes, which would run a class loader of the host's.
   */
  private static boolean isWrapper(Class<?> type) {
    return type.isHidden() || isOneOf(WRAPPERS, type);
  }

  static boolean isOneOf(String[] names, Class<?> type) {
    String name = type.getName();
    for (String known : names) {
      if (name.endsWith(known)) {
        return true;
      }
    }
    return false;
  }
}
