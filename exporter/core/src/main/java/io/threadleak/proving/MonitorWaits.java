package io.threadleak.proving;

import io.threadleak.attribution.OpenFields;
import io.threadleak.attribution.ThreadIds;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The monitors that threads wait for, exactly, as {@code jdk.internal.vm.ThreadSnapshot} of Java 25
 * tells where that package is open to threadleak. Where a compiled frame does not tell which of the
 * monitors it holds it is that a thread waits for, all of them stand for it: then none may be
 * reachable.
 */
final class MonitorWaits {

  private static final int MAX_DEPTH = 1_024;
  private static final int MOST_WAIT_FRAMES = 3;

  private final Method of;
  private final Method waitingOn;
  private final Method blockedOn;
  private final Method state;
  private final Method stackTrace;
  private final Method ownedAt;

  private MonitorWaits(Class<?> snapshot) throws NoSuchMethodException {
    of = open(snapshot, "of", Thread.class);
    waitingOn = open(snapshot, "waitingOn");
    blockedOn = open(snapshot, "blockedOn");
    state = open(snapshot, "threadState");
    stackTrace = open(snapshot, "stackTrace");
    ownedAt = open(snapshot, "ownedMonitorsAt", int.class);
  }

  /** A look at nothing yet; null where this JVM does not tell. */
  static @Nullable MonitorWaits ofThisJvm() {
    Class<?> snapshot = OpenFields.jdkClass("jdk.internal.vm.ThreadSnapshot");
    try {
      return snapshot == null ? null : new MonitorWaits(snapshot);
    } catch (NoSuchMethodException | RuntimeException closed) {
      return null;
    }
  }

  /**
   * Looks at every thread that waits, and publishes what for. Nothing else here holds on to any of
   * them: in the dump they would look as if somebody could reach them.
   */
  void publish(Consumer<Consumer<Thread>> live) {
    List<Object> pairs = new ArrayList<>();
    live.accept(
        thread -> {
          Thread.State now = thread.getState();
          if (now == Thread.State.WAITING || now == Thread.State.BLOCKED) {
            for (Object monitor : waitedFor(thread)) {
              pairs.add(thread);
              pairs.add(monitor);
            }
          }
        });
    PublishedMonitors.monitors = pairs.toArray();
  }

  /** Takes back what was published. */
  static void retract() {
    PublishedMonitors.monitors = null;
  }

  /** Those of the threads that no longer wait for what was published. */
  Set<Long> moved(Set<Long> ids) {
    Object[] pairs = PublishedMonitors.monitors;
    Set<Long> moved = new HashSet<>();
    int end = 0;
    for (int i = 0; pairs != null && i < pairs.length; i = end) {
      List<Object> before = new ArrayList<>();
      while (end < pairs.length && pairs[end] == pairs[i]) {
        before.add(pairs[end + 1]);
        end += 2;
      }
      Thread thread = (Thread) pairs[i];
      if (ids.contains(ThreadIds.of(thread)) && !same(before, waitedFor(thread))) {
        moved.add(ThreadIds.of(thread));
      }
    }
    return moved;
  }

  private List<Object> waitedFor(Thread thread) {
    try {
      Object snapshot = of.invoke(null, thread);
      if (snapshot == null) {
        return List.of();
      }
      Object now = state.invoke(snapshot);
      if (now == Thread.State.BLOCKED) {
        Object monitor = blockedOn.invoke(snapshot);
        return monitor == null ? List.of() : List.of(monitor);
      }
      StackTraceElement[] stack = (StackTraceElement[]) stackTrace.invoke(snapshot);
      if (now != Thread.State.WAITING || !isInObjectWait(stack)) {
        return List.of();
      }
      Object monitor = waitingOn.invoke(snapshot);
      return monitor == null ? owned(snapshot, stack.length) : List.of(monitor);
    } catch (IllegalAccessException | InvocationTargetException | RuntimeException untold) {
      return List.of();
    }
  }

  /** What the waiting thread is in: a parked one may own monitors that nobody waits for. */
  private static boolean isInObjectWait(StackTraceElement[] stack) {
    for (int i = 0; i < Math.min(MOST_WAIT_FRAMES, stack.length); i++) {
      if (stack[i].getClassName().equals("java.lang.Object")
          && stack[i].getMethodName().startsWith("wait")) {
        return true;
      }
    }
    return false;
  }

  private List<Object> owned(Object snapshot, int frames)
      throws IllegalAccessException, InvocationTargetException {
    List<Object> owned = new ArrayList<>();
    for (int depth = 0; depth < Math.min(MAX_DEPTH, frames); depth++) {
      if (ownedAt.invoke(snapshot, depth) instanceof Stream<?> monitors) {
        monitors.forEach(
            monitor -> {
              if (monitor != null) {
                owned.add(monitor);
              }
            });
      }
    }
    return owned;
  }

  private static boolean same(List<Object> before, List<Object> after) {
    if (before.size() != after.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      if (before.get(i) != after.get(i)) {
        return false;
      }
    }
    return true;
  }

  private static Method open(Class<?> type, String name, Class<?>... parameters)
      throws NoSuchMethodException {
    Method method = type.getDeclaredMethod(name, parameters);
    method.setAccessible(true);
    return method;
  }
}
