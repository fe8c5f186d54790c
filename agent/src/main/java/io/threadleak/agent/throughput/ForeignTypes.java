package io.threadleak.agent.throughput;

import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * Public types of a library of the host's, asked by reflection: the agent has none of them on its
 * class path. What is not there, or fails, is an {@code IllegalStateException}.
 */
final class ForeignTypes {

  private final String packageName;
  private final ClassLoader loader;

  /** Those of the library that a class belongs to. */
  ForeignTypes(Class<?> known) {
    packageName = known.getPackageName();
    loader = known.getClassLoader();
  }

  /** The type of that name in the known class's package, or in one under it. */
  Class<?> sibling(String name) {
    try {
      return Class.forName(packageName + "." + name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a public static field holds. */
  Object staticField(Class<?> type, String name) {
    return field(type, null, name);
  }

  /** What a public field holds. */
  static Object field(Class<?> type, @Nullable Object owner, String name) {
    try {
      return type.getField(name).get(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The answer of a public method without arguments. */
  Object call(Class<?> type, Object asked, String method) {
    try {
      return type.getMethod(method).invoke(asked);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The answer of a public method with one argument. */
  Object callWith(Class<?> type, Object asked, String method, Class<?> takes, Object argument) {
    try {
      return type.getMethod(method, takes).invoke(asked, argument);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
