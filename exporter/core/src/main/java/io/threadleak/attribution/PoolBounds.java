package io.threadleak.attribution;

import io.threadleak.model.SiteHistory;
import java.lang.reflect.Field;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * How many threads a pool may hold at most, read from its fields: no getter that a subclass may
 * have overridden is called, and no lock is taken.
 *
 * <p>A {@code ThreadPoolExecutor} makes threads beyond its core only when its queue refuses a task.
 * So one whose queue never does holds its core at most, or one thread where the core is empty,
 * whatever its maximum. A {@code ForkJoinPool} holds its parallelism and as many spare threads as
 * may stand in for blocked ones.
 */
final class PoolBounds {

  /**
   * As many as {@code ForkJoinPool} ever holds, and its default: a limit nobody chose, above what
   * most processes may start. It is no bound, nor is anything above it.
   */
  static final int NO_BOUND_FROM = 0x7fff;

  private static final String[] TOMCATS_POOL = {".tomcat.util.threads.ThreadPoolExecutor"};

  private static final String[] JETTYS_POOL = {".jetty.util.thread.QueuedThreadPool"};

  private static final String DELAYED_WORK_QUEUE =
      "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue";

  private static final String CORE = "corePoolSize";
  private static final String MOST = "maximumPoolSize";
  private static final String QUEUE = "workQueue";
  private static final int SHORT = 0xffff;

  private static final @Nullable Field EXECUTOR_CORE =
      OpenFields.find(ThreadPoolExecutor.class, CORE);
  private static final @Nullable Field EXECUTOR_MOST =
      OpenFields.find(ThreadPoolExecutor.class, MOST);
  private static final @Nullable Field EXECUTOR_QUEUE =
      OpenFields.find(ThreadPoolExecutor.class, QUEUE);

  /** Since JDK 19; before, the parallelism is the lower half of {@code mode}. */
  private static final @Nullable Field PARALLELISM =
      OpenFields.find(ForkJoinPool.class, "parallelism");

  private static final @Nullable Field MODE = OpenFields.find(ForkJoinPool.class, "mode");

  /** Up to JDK 21; later the spare threads stand in {@code config}, 16 bits further up. */
  private static final @Nullable Field BOUNDS = OpenFields.find(ForkJoinPool.class, "bounds");

  private static final @Nullable Field CONFIG = longField("config");

  private PoolBounds() {}

  /** The bound, above 0; {@link SiteHistory#UNBOUNDED} if there is none or it cannot be read. */
  static int of(Object pool) {
    long most = mostOf(pool);
    return most <= 0 || most >= NO_BOUND_FROM ? SiteHistory.UNBOUNDED : (int) most;
  }

  private static long mostOf(Object pool) {
    if (pool instanceof ThreadPoolExecutor) {
      return executor(pool, EXECUTOR_CORE, EXECUTOR_MOST, EXECUTOR_QUEUE);
    }
    return pool instanceof ForkJoinPool ? forkJoin(pool) : foreign(pool);
  }

  private static long executor(
      Object pool, @Nullable Field core, @Nullable Field most, @Nullable Field queue) {
    long maximum = OpenFields.number(most, pool);
    Object tasks = OpenFields.get(queue, pool);
    long always = OpenFields.number(core, pool);
    boolean hasCore = tasks != null && always >= 0 && refusesNothing(tasks);
    return hasCore ? Math.min(maximum, Math.max(always, 1)) : maximum;
  }

  /** Whether it is certain that the queue takes every task; a subclass may refuse some. */
  private static boolean refusesNothing(Object queue) {
    Class<?> type = queue.getClass();
    if (type == LinkedBlockingQueue.class) {
      return ((LinkedBlockingQueue<?>) queue).remainingCapacity() > Integer.MAX_VALUE / 2;
    }
    return type == LinkedTransferQueue.class
        || type == PriorityBlockingQueue.class
        || type == DelayQueue.class
        || type.getName().equals(DELAYED_WORK_QUEUE);
  }

  private static long forkJoin(Object pool) {
    long parallelism =
        PARALLELISM == null
            ? OpenFields.number(MODE, pool) & SHORT
            : OpenFields.number(PARALLELISM, pool);
    // What cannot be read is -1, and so too many.
    long spares =
        BOUNDS == null
            ? OpenFields.number(CONFIG, pool) >> Integer.SIZE
            : OpenFields.number(BOUNDS, pool) >> Short.SIZE;
    return parallelism + (spares & SHORT);
  }

  private static @Nullable Field longField(String name) {
    Field field = OpenFields.find(ForkJoinPool.class, name);
    return field != null && field.getType() == long.class ? field : null;
  }

  /**
   * Of pools whose classes are the host's: their fields are found anew each time, for to keep them
   * would keep the host's class loader.
   */
  private static long foreign(Object pool) {
    for (Class<?> type = pool.getClass(); type != null; type = type.getSuperclass()) {
      if (PoolOfThread.isOneOf(TOMCATS_POOL, type)) {
        return executor(
            pool,
            OpenFields.find(type, CORE),
            OpenFields.find(type, MOST),
            OpenFields.find(type, QUEUE));
      }
      if (PoolOfThread.isOneOf(JETTYS_POOL, type)) {
        return OpenFields.number(OpenFields.find(type, "_maxThreads"), pool);
      }
    }
    return -1;
  }
}
