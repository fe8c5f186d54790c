package io.threadleak.attribution;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Runnable} that a virtual thread was made with, read from the thread itself: some
 * loads, no call of anybody's code. Readable only where {@code java.lang} and {@code
 * jdk.internal.vm} are open to threadleak, which the agent sees to before this class is touched.
 */
public final class VirtualTasks {

  private static final @Nullable MethodHandle TASK = find();

  private VirtualTasks() {}

  /** Whether tasks can be read in this JVM. */
  public static boolean readable() {
    return TASK != null;
  }

  /** The task of a virtual thread, started or not; null where it cannot be read. */
  public static @Nullable Object of(Thread virtual) {
    if (TASK == null) {
      return null;
    }
    try {
      return (Object) TASK.invokeExact(virtual);
    } catch (Throwable unreadable) {
      return null;
    }
  }

  /**
   * {@code VirtualThread.cont}, its {@code Continuation.target}, and of that the captured task,
   * found by looking for a known one.
   */
  private static @Nullable MethodHandle find() {
    Runnable known = () -> {};
    Thread probe = VirtualThreadApi.unstarted(known);
    if (probe == null) {
      return null;
    }
    Field continuation = OpenFields.find(probe.getClass(), "cont");
    Object cont = OpenFields.get(continuation, probe);
    Field target = OpenFields.find(OpenFields.jdkClass("jdk.internal.vm.Continuation"), "target");
    Object wrapper = cont == null ? null : OpenFields.get(target, cont);
    Field task = wrapper == null ? null : fieldHolding(wrapper, known);
    if (continuation == null || target == null || task == null) {
      return null;
    }
    try {
      MethodHandle path = MethodHandles.filterReturnValue(getter(continuation), getter(target));
      return MethodHandles.filterReturnValue(path, getter(task))
          .asType(MethodType.methodType(Object.class, Thread.class));
    } catch (IllegalAccessException | RuntimeException closed) {
      return null;
    }
  }

  private static @Nullable Field fieldHolding(Object owner, Object value) {
    for (Field declared : OpenFields.of(owner.getClass())) {
      Field field = OpenFields.find(owner.getClass(), declared.getName());
      if (OpenFields.get(field, owner) == value) {
        return field;
      }
    }
    return null;
  }

  private static MethodHandle getter(Field field) throws IllegalAccessException {
    return MethodHandles.lookup()
        .unreflectGetter(field)
        .asType(MethodType.methodType(Object.class, Object.class));
  }
}
