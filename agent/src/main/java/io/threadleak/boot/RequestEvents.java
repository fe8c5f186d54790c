package io.threadleak.boot;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Requests completed in this JVM: the outermost call on a thread counts, whatever filters, forwards
 * and servlets nest inside it. Of those calls that know their mapping the outermost is the scope of
 * what is started in it. Thread-safe; never throws.
 */
public final class RequestEvents {

  /** Calls under way on a thread: of all, and of those that know their mapping. */
  private static final ThreadLocal<int[]> DEPTHS = new ThreadLocal<>();

  private static final int ALL = 0;
  private static final int MAPPED = 1;
  private static final Getters DISPATCHER_TYPE =
      Getters.of("servlet.ServletRequest", "getDispatcherType");
  private static final LongAdder SERVLET_REQUESTS = new LongAdder();
  private static final LongAdder EXCHANGES = new LongAdder();

  private RequestEvents() {}

  /**
   * Called first thing in a servlet or filter.
   *
   * @param request the {@code ServletRequest}
   * @return the request that the call begins to serve, for {@link #leaveServlet}; null for a nested
   *     call
   */
  public static @Nullable Object enterServlet(Object request) {
    boolean isOutermost = enter(ALL);
    if (!enter(MAPPED)) {
      return null;
    }
    RequestName name = new RequestName.Servlet(request, isFirstDispatch(request), isOutermost);
    name.enter();
    return name;
  }

  /** Called last thing in a servlet or filter, with what {@link #enterServlet} said. */
  public static void leaveServlet(@Nullable Object entered) {
    leave(ALL);
    leave(MAPPED);
    if (entered instanceof RequestName name) {
      name.leave();
      if (name.completes()) {
        SERVLET_REQUESTS.increment();
      }
    }
  }

  /**
   * Called first thing in a filter chain of the JDK's {@code HttpServer}.
   *
   * @param exchange the {@code HttpExchange}
   * @return the exchange that the call begins to serve, for {@link #leaveExchange}; null for a
   *     nested call
   */
  public static @Nullable Object enterExchange(Object exchange) {
    boolean isOutermost = enter(ALL);
    if (!enter(MAPPED)) {
      return null;
    }
    RequestName name = new RequestName.Exchange(exchange, isOutermost);
    name.enter();
    return name;
  }

  /** Called last thing in such a chain, with what {@link #enterExchange} said. */
  public static void leaveExchange(@Nullable Object entered) {
    leave(ALL);
    leave(MAPPED);
    if (entered instanceof RequestName name) {
      name.leave();
      if (name.completes()) {
        EXCHANGES.increment();
      }
    }
  }

  /** Called first thing where Undertow handles an exchange; what nests is not counted again. */
  public static void enterHandler() {
    enter(ALL);
  }

  /** Called last thing there. */
  public static void leaveHandler() {
    leave(ALL);
  }

  /** Requests that servlets and their filters have completed. */
  public static long servletRequests() {
    return SERVLET_REQUESTS.sum();
  }

  /** Requests that the JDK's {@code HttpServer} has completed. */
  public static long exchanges() {
    return EXCHANGES.sum();
  }

  /**
   * Whether the container hands this request to a servlet for the first time, rather than for an
   * error page or the resumption of an asynchronous one. Where that is not known: better one too
   * many.
   */
  private static boolean isFirstDispatch(Object request) {
    String type = String.valueOf(DISPATCHER_TYPE.call(request));
    return !type.equals("ERROR") && !type.equals("ASYNC");
  }

  private static boolean enter(int calls) {
    int[] depths = DEPTHS.get();
    if (depths == null) {
      depths = new int[2];
      DEPTHS.set(depths);
    }
    return depths[calls]++ == 0;
  }

  private static void leave(int calls) {
    int[] depths = DEPTHS.get();
    if (depths != null && depths[calls] > 0) {
      depths[calls]--;
    }
  }
}
