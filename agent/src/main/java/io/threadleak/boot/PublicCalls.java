package io.threadleak.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * A chain of getters that ends in an {@code int}, by the class of the object asked first. By method
 * handle rather than by type, since the boot loader knows none of the host's libraries.
 */
final class PublicCalls extends ClassValue<@Nullable MethodHandle> {

  private static final MethodType QUESTION = MethodType.methodType(int.class, Object.class);

  private final String[] getters;

  /** Getters without arguments, each asked of what the one before answers. */
  PublicCalls(String... getters) {
    this.getters = getters.clone();
  }

  /** The answer; -1 where the object has no such getters or one of them failed. */
  int ask(Object asked) {
    try {
      MethodHandle handle = get(asked.getClass());
      return handle == null ? -1 : (int) handle.invokeExact(asked);
    } catch (Throwable hostComesFirst) {
      return -1;
    }
  }

  @Override
  protected @Nullable MethodHandle computeValue(Class<?> type) {
    try {
      MethodHandle chain = null;
      Class<?> asked = type;
      for (String getter : getters) {
        Method method = publicMethod(asked, getter);
        if (method == null) {
          return null;
        }
        MethodHandle next = MethodHandles.publicLookup().unreflect(method);
        chain = chain == null ? next : MethodHandles.filterReturnValue(chain, next);
        asked = method.getReturnType();
      }
      return chain == null ? null : chain.asType(QUESTION);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError unaskable) {
      return null;
    }
  }

  /** As a public class or interface declares it, for the object's own class may be hidden. */
  private static @Nullable Method publicMethod(Class<?> type, String name) {
    for (Class<?> next : Supertypes.of(type)) {
      if (Modifier.isPublic(next.getModifiers())) {
        try {
          return next.getMethod(name);
        } catch (NoSuchMethodException elsewhere) {
          // A parent may have it.
        }
      }
    }
    return null;
  }
}
