package io.threadleak.attribution;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who owns a structured scope, as the JDK's container of its threads tells. Readable only where
 * {@code jdk.internal.vm} is open to threadleak.
 */
final class ScopeOwner {

  private static final @Nullable MethodHandle OWNER = method("owner");
  private static final @Nullable MethodHandle NAME = method("name");

  private ScopeOwner() {}

  /**
   * A structured scope in words, {@code "checkout", owned by
   * com.acme.Server.accept(Server.java:17)}.
   *
   * @param container what a thread is started in
   * @param sites the site of a live thread, null where unknown
   * @return null where the container is no structured scope or cannot be read
   */
  static @Nullable String describe(
      @Nullable Object container, Function<Thread, @Nullable SiteEntry> sites) {
    if (container == null || !(call(OWNER, container) instanceof Thread owner)) {
      return null;
    }
    String name = call(NAME, container) instanceof String given ? '"' + given + '"' : "unnamed";
    SiteEntry site = sites.apply(owner);
    String who = site != null ? site.site().label() : "thread " + nameOf(owner);
    return name + ", owned by " + who;
  }

  private static String nameOf(Thread owner) {
    String stem = ThreadNames.stem(owner.getName());
    return stem.isEmpty() ? "without a name" : stem;
  }

  private static @Nullable Object call(@Nullable MethodHandle method, Object container) {
    try {
      return method == null ? null : (Object) method.invokeExact(container);
    } catch (Throwable unreadable) {
      return null;
    }
  }

  private static @Nullable MethodHandle method(String name) {
    Class<?> container = OpenFields.jdkClass("jdk.internal.vm.ThreadContainer");
    if (container == null) {
      return null;
    }
    try {
      Method method = container.getMethod(name);
      method.setAccessible(true);
      return MethodHandles.lookup()
          .unreflect(method)
          .asType(MethodType.methodType(Object.class, Object.class));
    } catch (ReflectiveOperationException | RuntimeException closed) {
      return null;
    }
  }
}
