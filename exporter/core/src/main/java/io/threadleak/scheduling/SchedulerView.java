package io.threadleak.scheduling;

import io.threadleak.attribution.OpenFields;
import io.threadleak.model.VirtualThreadsReport.SchedulerReport;
import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;
import java.lang.reflect.Method;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's scheduler of virtual threads, as it shows itself: from JDK 24 on by its platform bean,
 * before that as the {@link ForkJoinPool} it is, which the agent opens. A reading takes some
 * microseconds and no lock. Thread-safe.
 *
 * <p>Only for a JVM that runs virtual threads already: to look at the scheduler is to set it up,
 * from system properties that the host may not have set yet.
 */
interface SchedulerView {

  /** Its figures now; null if they cannot be read. */
  @Nullable SchedulerReport read();

  /** The scheduler of this JVM; null where it cannot be seen. */
  static @Nullable SchedulerView ofThisJvm() {
    SchedulerView bean = bean();
    return bean != null ? bean : pool(defaultPool());
  }

  private static @Nullable SchedulerView bean() {
    Class<?> type = OpenFields.jdkClass("jdk.management.VirtualThreadSchedulerMXBean");
    try {
      if (type == null) {
        return null;
      }
      PlatformManagedObject bean =
          ManagementFactory.getPlatformMXBean(type.asSubclass(PlatformManagedObject.class));
      Method parallelism = type.getMethod("getParallelism");
      Method carriers = type.getMethod("getPoolSize");
      Method mounted = type.getMethod("getMountedVirtualThreadCount");
      Method queued = type.getMethod("getQueuedVirtualThreadCount");
      return () ->
          report(
              number(parallelism, bean),
              number(carriers, bean),
              number(mounted, bean),
              number(queued, bean));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError unknown) {
      return null;
    }
  }

  /** A pool as a scheduler; null for none. */
  static @Nullable SchedulerView pool(@Nullable ForkJoinPool pool) {
    return pool == null
        ? null
        : () ->
            report(
                pool.getParallelism(),
                pool.getPoolSize(),
                pool.getActiveThreadCount(),
                pool.getQueuedTaskCount() + pool.getQueuedSubmissionCount());
  }

  /** The pool that the JDK runs virtual threads on; null where it is not open, or none. */
  static @Nullable ForkJoinPool defaultPool() {
    Class<?> type = OpenFields.jdkClass("java.lang.VirtualThread");
    return type != null
            && OpenFields.get(OpenFields.find(type, "DEFAULT_SCHEDULER"), type)
                instanceof ForkJoinPool pool
        ? pool
        : null;
  }

  /** Null where a figure is unknown, as where each virtual thread is a platform thread. */
  private static @Nullable SchedulerReport report(
      long parallelism, long carriers, long mounted, long queued) {
    return carriers < 0 || mounted < 0 || queued < 0
        ? null
        : new SchedulerReport((int) parallelism, (int) carriers, (int) mounted, queued);
  }

  private static long number(Method getter, Object bean) {
    try {
      return getter.invoke(bean) instanceof Number number ? number.longValue() : -1;
    } catch (ReflectiveOperationException | RuntimeException unreadable) {
      return -1;
    }
  }
}
