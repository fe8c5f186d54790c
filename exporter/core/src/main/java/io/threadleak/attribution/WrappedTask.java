package io.threadleak.attribution;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The task inside a task: that of an executor's runner, a future, an adapter. Looked for in classes
 * of the JDK and of libraries alone, since a task of the application's own is what it is called;
 * and taken for one only where the class has a single field that can hold a task, and holds it from
 * start to end. {@code CompletableFuture} lets go of its tasks before it runs them.
 */
final class WrappedTask {

  private static final String FUNCTIONS = "java.util.function";
  private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

  private WrappedTask() {}

  /** Reads the task within one of the given class; null where there is none to be seen. */
  static @Nullable MethodHandle in(Class<?> type, ApplicationCode code) {
    if (code.of(type) == Origin.APPLICATION) {
      return null;
    }
    Field single = null;
    for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
      for (Field field : OpenFields.of(owner)) {
        if (isTask(field)) {
          if (single != null) {
            return null;
          }
          single = field;
        }
      }
    }
    return single == null ? null : getter(single);
  }

  /** What the field holds; null where it holds nothing any more. */
  static @Nullable Object get(MethodHandle inner, Object task) {
    try {
      return (Object) inner.invokeExact(task);
    } catch (Throwable unreadable) {
      return null;
    }
  }

  private static @Nullable MethodHandle getter(Field declared) {
    Field field = OpenFields.find(declared.getDeclaringClass(), declared.getName());
    try {
      return field == null ? null : MethodHandles.lookup().unreflectGetter(field).asType(GETTER);
    } catch (IllegalAccessException | RuntimeException closed) {
      return null;
    }
  }

  private static boolean isTask(Field field) {
    Class<?> type = field.getType();
    boolean ofTaskType =
        type == Runnable.class
            || type == Callable.class
            || (type.isInterface() && type.getPackageName().equals(FUNCTIONS));
    // A FutureTask lets go of its task when it is done, which is when its thread ends.
    boolean kept =
        Modifier.isFinal(field.getModifiers()) || field.getDeclaringClass() == FutureTask.class;
    return ofTaskType && kept && !Modifier.isStatic(field.getModifiers());
  }
}
