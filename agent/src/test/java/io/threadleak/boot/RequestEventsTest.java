package io.threadleak.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class RequestEventsTest {

  private final long before = RequestEvents.servletRequests();

  @Test
  void servlet_filtersAndForwardsNest_countOnce() {
    Object filter = RequestEvents.enterServlet(request(DispatcherType.REQUEST));
    Object servlet = RequestEvents.enterServlet(request(DispatcherType.REQUEST));
    Object forward = RequestEvents.enterServlet(request(DispatcherType.FORWARD));
    RequestEvents.leaveServlet(forward);
    RequestEvents.leaveServlet(servlet);
    assertThat(RequestEvents.servletRequests()).isEqualTo(before);
    RequestEvents.leaveServlet(filter);

    assertThat(RequestEvents.servletRequests()).isEqualTo(before + 1);
  }

  @Test
  void servlet_errorPageAndAsyncDispatch_doNotCountAgain() {
    RequestEvents.leaveServlet(RequestEvents.enterServlet(request(DispatcherType.REQUEST)));
    RequestEvents.leaveServlet(RequestEvents.enterServlet(request(DispatcherType.ERROR)));
    RequestEvents.leaveServlet(RequestEvents.enterServlet(request(DispatcherType.ASYNC)));

    assertThat(RequestEvents.servletRequests()).isEqualTo(before + 1);
  }

  @Test
  void servlet_requestOfUnknownOrThrowingKind_counts() {
    RequestEvents.leaveServlet(RequestEvents.enterServlet("no request at all"));
    RequestEvents.leaveServlet(RequestEvents.enterServlet(request(null)));

    assertThat(RequestEvents.servletRequests()).isEqualTo(before + 2);
  }

  @Test
  void leave_withoutEnter_keepsDepthAtZero() {
    RequestEvents.leaveServlet(null);
    RequestEvents.leaveServlet(RequestEvents.enterServlet(request(DispatcherType.REQUEST)));

    assertThat(RequestEvents.servletRequests()).isEqualTo(before + 1);
  }

  @Test
  void exchange_chainsNest_countOnce() {
    long exchanges = RequestEvents.exchanges();
    Object outer = RequestEvents.enterExchange("no exchange at all");
    RequestEvents.leaveExchange(RequestEvents.enterExchange("no exchange at all"));
    RequestEvents.leaveExchange(outer);

    assertThat(RequestEvents.exchanges()).isEqualTo(exchanges + 1);
    assertThat(RequestEvents.servletRequests()).isEqualTo(before);
  }

  /** A request of the given type; null for one whose getter throws. */
  private static Object request(DispatcherType type) {
    return Proxy.newProxyInstance(
        ServletRequest.class.getClassLoader(),
        new Class<?>[] {ServletRequest.class},
        (proxy, method, arguments) -> {
          if (type == null) {
            throw new IllegalStateException("recycled");
          }
          return type;
        });
  }
}
