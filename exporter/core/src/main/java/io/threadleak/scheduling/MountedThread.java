package io.threadleak.scheduling;

import io.threadleak.attribution.OpenFields;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * The virtual thread on a carrier, read from the JDK's own fields: the carrier's continuation, what
 * that runs, and the virtual thread which that was made for. The JDK keeps them to itself; the
 * agent opens them. Immutable and thread-safe.
 */
final class MountedThread {

  private final @Nullable Field continuation;
  private final @Nullable Field target;
  private final @Nullable Field thread;

  private MountedThread(
      @Nullable Field continuation, @Nullable Field target, @Nullable Field thread) {
    this.continuation = continuation;
    this.target = target;
    this.thread = thread;
  }

  /** The way to it in this JVM; may be blind. */
  static MountedThread ofThisJvm() {
    Class<?> wrapper = OpenFields.jdkClass("java.lang.VirtualThread$VThreadContinuation$1");
    return new MountedThread(
        OpenFields.find(Thread.class, "cont"),
        OpenFields.find(OpenFields.jdkClass("jdk.internal.vm.Continuation"), "target"),
        OpenFields.find(wrapper, "val$vthread"));
  }

  /** Whether this JVM lets it be seen. */
  boolean isVisible() {
    return continuation != null && target != null && thread != null;
  }

  /**
   * The virtual thread that waits on a carrier, and so is pinned: it leaves its carrier before it
   * counts as waiting, unless it cannot.
   *
   * @return null where the carrier has none, or one that runs
   */
  @Nullable Thread waitingOn(Thread carrier) {
    Thread mounted = on(carrier);
    if (mounted == null || !isWaiting(mounted.getState())) {
      return null;
    }
    // One that left in between was on its way out when it was found.
    return on(carrier) == mounted ? mounted : null;
  }

  private @Nullable Thread on(Thread carrier) {
    Object mounted = OpenFields.get(continuation, carrier);
    Object runs = mounted == null ? null : OpenFields.get(target, mounted);
    return runs != null && OpenFields.get(thread, runs) instanceof Thread found ? found : null;
  }

  private static boolean isWaiting(Thread.State state) {
    return state == Thread.State.WAITING
        || state == Thread.State.TIMED_WAITING
        || state == Thread.State.BLOCKED;
  }
}
