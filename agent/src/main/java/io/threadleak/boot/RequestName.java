package io.threadleak.boot;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request under way, and what it is called: its method and the mapping that it was found by,
 * never its URI. The mapping may be found by the time somebody asks, and not before: Spring writes
 * it into the request shortly before the controller is called.
 */
abstract class RequestName extends OpenScope {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT");

  private final boolean isFirst;
  private final boolean isOutermost;

  /**
   * A request.
   *
   * @param isFirst whether it is served for the first time, rather than once more
   * @param isOutermost whether no call is under way on the thread that counts it as well
   */
  RequestName(boolean isFirst, boolean isOutermost) {
    this.isFirst = isFirst;
    this.isOutermost = isOutermost;
  }

  /** Whether the end of this call completes a request that nobody else counts. */
  boolean completes() {
    return isFirst && isOutermost;
  }

  /** Ends it, on the same thread. */
  void leave() {
    leave(isFirst);
  }

  /** Methods are the client's to make up: unknown ones are one. */
  static @Nullable String name(@Nullable Object method, @Nullable String mapping) {
    if (!(method instanceof String verb) || mapping == null) {
      return null;
    }
    return cut((METHODS.contains(verb) ? verb : "OTHER") + " " + mapping);
  }

  /** A request of any servlet API. */
  static final class Servlet extends RequestName {

    private static final String SPRING =
        "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";
    private static final String TYPE = "servlet.http.HttpServletRequest";
    private static final Getters METHOD = Getters.of(TYPE, "getMethod");
    private static final Getters CONTEXT = Getters.of(TYPE, "getContextPath");
    private static final Getters MAPPING = Getters.of(TYPE, "getHttpServletMapping");
    private static final Getters PATTERN =
        Getters.of("servlet.http.HttpServletMapping", "getPattern");
    private static final Getters ATTRIBUTE = Getters.named(TYPE, "getAttribute");

    private final Object request;

    Servlet(Object request, boolean isFirst, boolean isOutermost) {
      super(isFirst, isOutermost);
      this.request = request;
    }

    @Override
    public @Nullable String get() {
      return name(METHOD.call(request), mapping());
    }

    /** Before Servlet 4 nobody tells the mapping: what is known is the application. */
    private String mapping() {
      Object context = CONTEXT.call(request);
      Object pattern = ATTRIBUTE.call(request, SPRING);
      if (!(pattern instanceof String)) {
        Object mapping = MAPPING.call(request);
        pattern = mapping == null ? null : PATTERN.call(mapping);
      }
      String path = pattern instanceof String known ? known : "/*";
      String slash = path.startsWith("/") ? "" : "/";
      return (context instanceof String known ? known : "") + slash + path;
    }
  }

  /** An exchange of the JDK's {@code HttpServer}. */
  static final class Exchange extends RequestName {

    private static final String TYPE = "com.sun.net.httpserver.HttpExchange";
    private static final Getters METHOD = Getters.of(TYPE, "getRequestMethod");
    private static final Getters CONTEXT = Getters.of(TYPE, "getHttpContext");
    private static final Getters PATH = Getters.of("com.sun.net.httpserver.HttpContext", "getPath");

    private final Object exchange;

    Exchange(Object exchange, boolean isOutermost) {
      super(true, isOutermost);
      this.exchange = exchange;
    }

    @Override
    public @Nullable String get() {
      Object context = CONTEXT.call(exchange);
      return name(
          METHOD.call(exchange),
          context != null && PATH.call(context) instanceof String path ? path : null);
    }
  }
}
