package io.threadleak.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.observation.ServerRequestObservationContext;

final class RequestNamesTest {

  @Test
  void name_patternNotFoundYet_isUnknown() {
    assertThat(RequestNames.of(request("GET", ""))).isNull();
  }

  @Test
  void name_patternFound_isMethodAndPatternBelowTheContext() {
    ServerRequestObservationContext context = request("GET", "/shop");
    context.setPathPattern("/orders/{id}");
    assertThat(RequestNames.of(context)).isEqualTo("GET /shop/orders/{id}");
    assertThat(RequestNames.isNoRequest(context)).isFalse();
  }

  @Test
  void name_noRequest_isTheObservations() {
    Observation.Context context = new Observation.Context();
    context.setName("tasks.scheduled.execution");
    context.setContextualName("task orders.expire");
    assertThat(RequestNames.of(context)).isEqualTo("task orders.expire");
    assertThat(RequestNames.isNoRequest(context)).isTrue();
  }

  private static ServerRequestObservationContext request(String method, String contextPath) {
    Map<String, String> told = Map.of("getMethod", method, "getContextPath", contextPath);
    return new ServerRequestObservationContext(
        fake(HttpServletRequest.class, told), fake(HttpServletResponse.class, Map.of()));
  }

  private static <T> T fake(Class<T> type, Map<String, String> told) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> told.get(called.getName())));
  }
}
