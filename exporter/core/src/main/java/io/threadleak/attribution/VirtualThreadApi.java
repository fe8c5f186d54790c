package io.threadleak.attribution;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** The public API of virtual threads, which this code is compiled without: JDK 21 and later. */
public final class VirtualThreadApi {

  /** The first JDK with virtual threads that are no preview. */
  public static final int FIRST_JDK = 21;

  /** What both kinds of virtual threads are constructed as. */
  private static final String CONSTRUCTED = "java.lang.BaseVirtualThread";

  private static final int CALLS_TO_CONSTRUCTOR = 10;

  private static final @Nullable MethodHandle UNSTARTED;
  private static final @Nullable MethodHandle IS_VIRTUAL;

  static {
    MethodHandle unstarted = null;
    MethodHandle isVirtual = null;
    try {
      Lookup lookup = MethodHandles.publicLookup();
      Class<?> builder = Class.forName("java.lang.Thread$Builder");
      Class<?> virtualBuilder = Class.forName("java.lang.Thread$Builder$OfVirtual");
      MethodHandle ofVirtual =
          lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(virtualBuilder));
      MethodHandle make =
          lookup.findVirtual(
              builder, "unstarted", MethodType.methodType(Thread.class, Runnable.class));
      unstarted =
          MethodHandles.foldArguments(
              make.asType(MethodType.methodType(Thread.class, virtualBuilder, Runnable.class)),
              ofVirtual);
      isVirtual =
          lookup.findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
    } catch (ReflectiveOperationException beforeJdk21) {
      unstarted = null;
    }
    // In 19 and 20 they are a preview, which refuses to be called.
    boolean preview = Runtime.version().feature() < FIRST_JDK;
    UNSTARTED = preview ? null : unstarted;
    IS_VIRTUAL = preview ? null : isVirtual;
  }

  private VirtualThreadApi() {}

  /** Whether this JVM has virtual threads, and not as a preview. */
  public static boolean exists() {
    return UNSTARTED != null;
  }

  /** A new virtual thread that was not started; null in a JVM without virtual threads. */
  public static @Nullable Thread unstarted(Runnable task) {
    if (UNSTARTED == null) {
      return null;
    }
    try {
      return (Thread) UNSTARTED.invokeExact(task);
    } catch (Throwable outOfMemory) {
      return null;
    }
  }

  /**
   * An id that is higher than those of all threads made so far, of either kind, and that no other
   * thread will have: it is that of a virtual thread that is let go of.
   *
   * @throws IllegalStateException in a JVM without virtual threads
   */
  public static long nextId() {
    Thread probe = unstarted(() -> {});
    if (probe == null) {
      throw new IllegalStateException("no virtual threads before Java " + FIRST_JDK);
    }
    return ThreadIds.of(probe);
  }

  /**
   * Whether the calling code is called by the constructor of a virtual thread, within few calls.
   */
  static boolean isBeingConstructed() {
    return exists()
        && StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .limit(CALLS_TO_CONSTRUCTOR)
                        .anyMatch(frame -> frame.getClassName().equals(CONSTRUCTED)));
  }

  /** Whether a thread is virtual. */
  public static boolean isVirtual(Thread thread) {
    if (IS_VIRTUAL == null) {
      return false;
    }
    try {
      return (boolean) IS_VIRTUAL.invokeExact(thread);
    } catch (Throwable impossible) {
      return false;
    }
  }
}
