package io.threadleak.spring;

import io.micrometer.observation.Observation;
import io.threadleak.micrometer.ObservationScopes;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * What is served in an application with servlets: a request by the pattern that it was found by.
 */
final class RequestNames {

  private RequestNames() {}

  /** A request's method and pattern, null until the pattern is found; the name of anything else. */
  static @Nullable String of(Observation.Context context) {
    if (!(context instanceof ServerRequestObservationContext request)) {
      return ObservationScopes.nameOf(context);
    }
    String pattern = request.getPathPattern();
    HttpServletRequest carrier = request.getCarrier();
    if (pattern == null || carrier == null) {
      return null;
    }
    String slash = pattern.startsWith("/") ? "" : "/";
    return carrier.getMethod() + " " + carrier.getContextPath() + slash + pattern;
  }

  /** Anything but requests, which the agent's hook names by itself, and would count twice. */
  static boolean isNoRequest(Observation.Context context) {
    return !(context instanceof ServerRequestObservationContext);
  }
}
