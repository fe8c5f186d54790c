package io.threadleak.boot;

import org.jspecify.annotations.Nullable;

/**
 * Calls that gRPC's servers hand to the application: each a scope of the method's full name, on
 * whichever thread its handler and its listener are called. Thread-safe; never throws.
 */
public final class CallEvents {

  private static final Getters METHOD = Getters.of("grpc.ServerCall", "getMethodDescriptor");
  private static final Getters FULL_NAME = Getters.of("grpc.MethodDescriptor", "getFullMethodName");

  private CallEvents() {}

  /**
   * Called first thing where a server calls the handler of a method that it has.
   *
   * @param fullMethodName {@code grpc.health.v1.Health/Check}
   * @return what is to be handed to {@link #leave}
   */
  public static Object enterHandler(String fullMethodName) {
    return enter(new NamedScope(fullMethodName));
  }

  /**
   * Called first thing where a server tells the listener of a call what has come.
   *
   * @param call the {@code ServerCall}
   * @return what is to be handed to {@link #leave}
   */
  public static Object enterListener(Object call) {
    return enter(new Called(call));
  }

  /**
   * Called last thing in both.
   *
   * @param isClosed whether the listener was told that its call is over
   */
  public static void leave(@Nullable Object entered, boolean isClosed) {
    if (entered instanceof OpenScope scope) {
      scope.leave(isClosed);
    }
  }

  private static Object enter(OpenScope scope) {
    scope.enter();
    return scope;
  }

  private static final class Called extends OpenScope {

    private final Object call;

    Called(Object call) {
      this.call = call;
    }

    @Override
    public @Nullable String get() {
      Object method = METHOD.call(call);
      return method != null && FULL_NAME.call(method) instanceof String name ? cut(name) : null;
    }
  }
}
