package io.threadleak.boot;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Methods that Spring calls because of their annotations: scheduled tasks, and listeners to
 * messages. Each is a scope of its class and name while it runs. Thread-safe; never throws.
 */
public final class MethodEvents {

  private static final Getters OF_TASK =
      Getters.of("scheduling.support.ScheduledMethodRunnable", "getMethod");
  private static final Getters OF_LISTENER =
      Getters.of("messaging.handler.HandlerMethod", "getMethod");

  private MethodEvents() {}

  /**
   * Called first thing where Spring calls a scheduled method.
   *
   * @param task the {@code ScheduledMethodRunnable}
   * @return what is to be handed to {@link #leave}
   */
  public static Object enterTask(Object task) {
    return enter(OF_TASK, task);
  }

  /**
   * Called first thing where Spring calls a listener's method.
   *
   * @param handler the {@code HandlerMethod}
   * @return what is to be handed to {@link #leave}
   */
  public static Object enterListener(Object handler) {
    return enter(OF_LISTENER, handler);
  }

  /** Called last thing in both. */
  public static void leave(@Nullable Object entered) {
    if (entered instanceof OpenScope scope) {
      scope.leave(true);
    }
  }

  private static Object enter(Getters getter, Object caller) {
    OpenScope scope = new Called(getter, caller);
    scope.enter();
    return scope;
  }

  private static final class Called extends OpenScope {

    private final Getters getter;
    private final Object caller;

    Called(Getters getter, Object caller) {
      this.getter = getter;
      this.caller = caller;
    }

    @Override
    public @Nullable String get() {
      return getter.call(caller) instanceof Method method
          ? cut(method.getDeclaringClass().getName() + "#" + method.getName())
          : null;
    }
  }
}
