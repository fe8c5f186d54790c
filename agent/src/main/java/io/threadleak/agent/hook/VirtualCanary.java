package io.threadleak.agent.hook;

import io.threadleak.boot.VirtualThreadEvents;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A virtual thread whose start is refused, to see whether the hook sees it: the self-test at
 * install.
 *
 * <p>Why refused? A thread that ran would have the JDK start carriers in a process that may never
 * use a virtual thread. Started without a container, it is new to the hook, fails in the JDK, and
 * never lives; so it is in no report. (The JDK itself may start one thread when the class is first
 * used, {@code VirtualThread-unblocker}.)
 */
final class VirtualCanary {

  private static final String CURE = "; name -javaagent:threadleak.jar after all other agents";

  private VirtualCanary() {}

  /**
   * Has a start refused and listens for it.
   *
   * @param virtualThread the JDK's class
   * @throws HookException if the start or the refusal is not seen; the message says which
   */
  static void sing(Class<?> virtualThread) throws HookException {
    AtomicBoolean started = new AtomicBoolean();
    AtomicBoolean failed = new AtomicBoolean();
    Thread bird = hatch(virtualThread);
    VirtualThreadEvents.listen(
        (thread, container) -> note(started, thread == bird),
        told -> {},
        thread -> note(failed, thread == bird));
    boolean refused = startIsRefused(virtualThread, bird);
    if (!started.get()) {
      throw new HookException("it does not see virtual threads start" + CURE, null);
    }
    if (refused && !failed.get()) {
      throw new HookException("it does not see starts of virtual threads fail" + CURE, null);
    }
  }

  private static boolean note(AtomicBoolean event, boolean isOurs) {
    if (isOurs) {
      event.set(true);
    }
    return true;
  }

  /** What {@code Thread.ofVirtual().unstarted} gives; this code is compiled for JDK 17. */
  private static Thread hatch(Class<?> virtualThread) throws HookException {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Method unstarted =
          Class.forName("java.lang.Thread$Builder").getMethod("unstarted", Runnable.class);
      Runnable nothing = () -> {};
      Thread bird = (Thread) unstarted.invoke(builder, nothing);
      if (!virtualThread.isInstance(bird)) {
        throw new HookException(
            "this JVM has no continuations and runs virtual threads as platform threads; start it"
                + " without -XX:-VMContinuations",
            null);
      }
      return bird;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      throw new HookException("this JVM makes no virtual thread (" + e + ")", e);
    }
  }

  /** Calls the method that the hook is in, as the JDK does, but without a container. */
  private static boolean startIsRefused(Class<?> virtualThread, Thread bird) throws HookException {
    try {
      Class<?> container = Class.forName(VirtualThreadHook.CONTAINER, false, null);
      Method start = virtualThread.getDeclaredMethod("start", container);
      start.setAccessible(true);
      start.invoke(bird, (Object) null);
      return false; // a JDK that takes it: it does nothing, and the hook has seen it or not
    } catch (InvocationTargetException expected) {
      return true;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      throw new HookException(
          "VirtualThread.start cannot be called (%s); add --add-opens java.base/java.lang=ALL-UNNAMED"
              .formatted(e),
          e);
    }
  }
}
