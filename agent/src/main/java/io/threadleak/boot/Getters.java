package io.threadleak.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * How to call one method of the host's objects, by their class: declared in a type of which only
 * the end of the name is known, since there are copies of the servlet API under several.
 */
final class Getters extends ClassValue<MethodHandle> {

  private static final MethodType CALL =
      MethodType.methodType(Object.class, Object.class, Object.class);

  private final String typeSuffix;
  private final String method;
  private final boolean takesName;

  private Getters(String typeSuffix, String method, boolean takesName) {
    this.typeSuffix = typeSuffix;
    this.method = method;
    this.takesName = takesName;
  }

  /** Calls a method without a parameter. */
  static Getters of(String typeSuffix, String method) {
    return new Getters(typeSuffix, method, false);
  }

  /** Calls a method that takes a name. */
  static Getters named(String typeSuffix, String method) {
    return new Getters(typeSuffix, method, true);
  }

  /** What the method answers; null as well where there is none, or where it fails. */
  @Nullable Object call(Object target) {
    return call(target, null);
  }

  /** The same of a method that takes a name. */
  @Nullable Object call(Object target, @Nullable String name) {
    try {
      return (Object) get(target.getClass()).invokeExact(target, (Object) name);
    } catch (Throwable hostComesFirst) {
      return null;
    }
  }

  @Override
  protected MethodHandle computeValue(Class<?> type) {
    Class<?> declaring = declaring(type);
    if (declaring != null) {
      try {
        MethodHandle call =
            MethodHandles.publicLookup()
                .unreflect(
                    takesName
                        ? declaring.getMethod(method, String.class)
                        : declaring.getMethod(method));
        return (takesName ? call : MethodHandles.dropArguments(call, 1, Object.class)).asType(CALL);
      } catch (ReflectiveOperationException noSuchMethod) {
        // An earlier version of the API.
      }
    }
    return MethodHandles.dropArguments(
        MethodHandles.constant(Object.class, null), 0, Object.class, Object.class);
  }

  private @Nullable Class<?> declaring(Class<?> type) {
    for (Class<?> next : Supertypes.of(type)) {
      if (next.getName().endsWith(typeSuffix)) {
        return next;
      }
    }
    return null;
  }
}
