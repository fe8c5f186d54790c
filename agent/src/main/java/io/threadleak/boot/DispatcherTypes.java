package io.threadleak.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * How to ask a request for its dispatcher type, by class of request.
 *
 * <p>By method handle rather than by type, since there is more than one servlet API ({@code
 * jakarta}, {@code javax}, copies under a prefix), each in a class loader of its own.
 */
final class DispatcherTypes extends ClassValue<MethodHandle> {

  private static final MethodType QUESTION = MethodType.methodType(Object.class, Object.class);

  /** Whether the container hands this request to a servlet for the first time. */
  boolean isFirstDispatch(Object request) {
    try {
      String type = String.valueOf((Object) get(request.getClass()).invokeExact(request));
      return !type.equals("ERROR") && !type.equals("ASYNC");
    } catch (Throwable hostComesFirst) {
      return true; // the host's getter failed, or we may not call it: better one too many
    }
  }

  @Override
  protected MethodHandle computeValue(Class<?> type) {
    Class<?> servletRequest = findServletRequest(type);
    if (servletRequest != null) {
      try {
        return MethodHandles.publicLookup()
            .unreflect(servletRequest.getMethod("getDispatcherType"))
            .asType(QUESTION);
      } catch (ReflectiveOperationException noSuchQuestion) {
        // Servlet 2.5 knows no dispatcher types.
      }
    }
    return MethodHandles.dropArguments(
        MethodHandles.constant(Object.class, "unknown"), 0, Object.class);
  }

  private static @Nullable Class<?> findServletRequest(Class<?> type) {
    Deque<Class<?>> open = new ArrayDeque<>();
    open.add(type);
    while (!open.isEmpty()) {
      Class<?> next = open.remove();
      if (next.isInterface() && next.getName().endsWith("servlet.ServletRequest")) {
        return next;
      }
      for (Class<?> parent : next.getInterfaces()) {
        open.add(parent);
      }
      Class<?> superclass = next.getSuperclass();
      if (superclass != null) {
        open.add(superclass);
      }
    }
    return null;
  }
}
