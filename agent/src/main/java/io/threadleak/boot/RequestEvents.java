package io.threadleak.boot;

import java.util.concurrent.atomic.LongAdder;

/**
 * Requests completed in this JVM: the outermost call on a thread counts, whatever filters, forwards
 * and servlets nest inside it. Thread-safe; never throws.
 */
public final class RequestEvents {

  private static final ThreadLocal<int[]> DEPTH = new ThreadLocal<>();
  private static final DispatcherTypes DISPATCHER_TYPES = new DispatcherTypes();
  private static final LongAdder SERVLET_REQUESTS = new LongAdder();
  private static final LongAdder EXCHANGES = new LongAdder();

  private RequestEvents() {}

  /**
   * Called first thing in a servlet or filter.
   *
   * @param request the {@code ServletRequest}
   * @return whether the end of this call completes a request: false for a nested call, and for the
   *     second dispatch of one request (an error page, the resumption of an asynchronous one)
   */
  public static boolean enterServlet(Object request) {
    return enter() && DISPATCHER_TYPES.isFirstDispatch(request);
  }

  /** Called last thing in a servlet or filter, with what {@link #enterServlet} said. */
  public static void leaveServlet(boolean completes) {
    leave();
    if (completes) {
      SERVLET_REQUESTS.increment();
    }
  }

  /**
   * Called first thing in a filter chain of the JDK's {@code HttpServer}.
   *
   * @return whether the end of this call completes a request
   */
  public static boolean enterExchange() {
    return enter();
  }

  /** Called last thing in such a chain, with what {@link #enterExchange} said. */
  public static void leaveExchange(boolean completes) {
    leave();
    if (completes) {
      EXCHANGES.increment();
    }
  }

  /** Called first thing where Undertow handles an exchange; what nests is not counted again. */
  public static void enterHandler() {
    enter();
  }

  /** Called last thing there. */
  public static void leaveHandler() {
    leave();
  }

  /** Requests that servlets and their filters have completed. */
  public static long servletRequests() {
    return SERVLET_REQUESTS.sum();
  }

  /** Requests that the JDK's {@code HttpServer} has completed. */
  public static long exchanges() {
    return EXCHANGES.sum();
  }

  private static boolean enter() {
    int[] depth = DEPTH.get();
    if (depth == null) {
      depth = new int[1];
      DEPTH.set(depth);
    }
    return depth[0]++ == 0;
  }

  private static void leave() {
    int[] depth = DEPTH.get();
    if (depth != null && depth[0] > 0) {
      depth[0]--;
    }
  }
}
