package io.threadleak.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestNameTest {

  private static final String SPRING =
      "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

  private final Map<String, Object> answers = new HashMap<>();
  private final Map<String, Object> attributes = new HashMap<>();

  @Test
  void servlet_mappedRequest_isNamedByMethodAndMapping() {
    request("GET", "/shop", "/orders/*");
    assertThat(name()).isEqualTo("GET /shop/orders/*");
  }

  @Test
  void servlet_mappingOfExtensionOrOfTheRoot_beginsWithASlash() {
    request("GET", "", "*.jsp");
    assertThat(name()).isEqualTo("GET /*.jsp");
    request("GET", "", "");
    assertThat(name()).isEqualTo("GET /");
  }

  @Test
  void servlet_springsMapping_comesBeforeTheServlets() {
    request("POST", "", "/");
    RequestName request = new RequestName.Servlet(request(), true, true);
    assertThat(request.get()).isEqualTo("POST /");
    attributes.put(SPRING, "/orders/{id}");
    assertThat(request.get()).isEqualTo("POST /orders/{id}");
  }

  @Test
  void servlet_methodMadeUp_isOther() {
    request("DROP-TABLE-7", "", "/orders");
    assertThat(name()).isEqualTo("OTHER /orders");
  }

  @Test
  void servlet_beforeServlet4_isNamedByItsApplication() {
    request("GET", "/shop", null);
    assertThat(name()).isEqualTo("GET /shop/*");
  }

  @Test
  void servlet_noHttpRequest_hasNoName() {
    assertThat(new RequestName.Servlet("no request at all", true, true).get()).isNull();
    assertThat(new RequestName.Exchange("no exchange at all", true).get()).isNull();
  }

  @Test
  void servlet_longMapping_isCut() {
    request("GET", "", "/" + "x".repeat(300));
    assertThat(name()).hasSize(200);
  }

  @Test
  void request_underWay_isTheScopeOfItsThreadAndIsCountedAtItsEnd() {
    request("GET", "", "/counted/{id}");
    Object outer = RequestEvents.enterServlet(request());
    Object inner = RequestEvents.enterServlet(request());
    assertThat(current()).isEqualTo("GET /counted/{id}");
    RequestEvents.leaveServlet(inner);
    assertThat(current()).isEqualTo("GET /counted/{id}");
    RequestEvents.leaveServlet(outer);

    assertThat(CurrentScope.CELLS.get()[0]).isNull();
    assertThat(CurrentScope.COMPLETED.get("GET /counted/{id}").sum()).isEqualTo(1);
  }

  @Test
  void request_errorPage_isInScopeAndNotCountedAgain() {
    request("GET", "", "/failed");
    answers.put("getDispatcherType", DispatcherType.ERROR);
    Object page = RequestEvents.enterServlet(request());
    assertThat(current()).isEqualTo("GET /failed");
    RequestEvents.leaveServlet(page);
    assertThat(CurrentScope.COMPLETED).doesNotContainKey("GET /failed");
  }

  @Test
  void request_ofAServletOnUndertow_isInScopeAndCountedByUndertowAlone() {
    request("GET", "", "/undertow");
    long requests = RequestEvents.servletRequests();
    RequestEvents.enterHandler();
    Object servlet = RequestEvents.enterServlet(request());
    assertThat(current()).isEqualTo("GET /undertow");
    RequestEvents.leaveServlet(servlet);
    RequestEvents.leaveHandler();

    assertThat(CurrentScope.COMPLETED.get("GET /undertow").sum()).isEqualTo(1);
    assertThat(RequestEvents.servletRequests()).isEqualTo(requests);
  }

  private static Object current() {
    return ((RequestName) CurrentScope.CELLS.get()[0]).get();
  }

  private String name() {
    return new RequestName.Servlet(request(), true, true).get();
  }

  private void request(String method, String contextPath, String pattern) {
    answers.put("getMethod", method);
    answers.put("getContextPath", contextPath);
    answers.put("getDispatcherType", DispatcherType.REQUEST);
    answers.put("getHttpServletMapping", pattern == null ? null : mapping(pattern));
  }

  private Object request() {
    return Proxy.newProxyInstance(
        getClass().getClassLoader(),
        new Class<?>[] {HttpServletRequest.class},
        (proxy, method, arguments) ->
            method.getName().equals("getAttribute")
                ? attributes.get(arguments[0])
                : answers.get(method.getName()));
  }

  private static Object mapping(String pattern) {
    return Proxy.newProxyInstance(
        RequestNameTest.class.getClassLoader(),
        new Class<?>[] {HttpServletMapping.class},
        (proxy, method, arguments) -> pattern);
  }
}
