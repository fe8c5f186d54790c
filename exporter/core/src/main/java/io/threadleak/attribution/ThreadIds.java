package io.threadleak.attribution;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's own number of a thread. {@code Thread.getId()} may be overridden by any subclass;
 * {@code threadId()}, there since JDK 19, may not.
 */
public final class ThreadIds {

  private static final @Nullable MethodHandle THREAD_ID = threadIdMethod();

  private ThreadIds() {}

  /** The thread's number, above 0. */
  public static long of(Thread thread) {
    if (THREAD_ID != null) {
      try {
        return (long) THREAD_ID.invokeExact(thread);
      } catch (Throwable impossible) {
        throw new IllegalStateException("Thread.threadId() threw", impossible);
      }
    }
    return thread.getId();
  }

  private static @Nullable MethodHandle threadIdMethod() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Thread.class, "threadId", MethodType.methodType(long.class));
    } catch (NoSuchMethodException | IllegalAccessException beforeJdk19) {
      return null;
    }
  }
}
