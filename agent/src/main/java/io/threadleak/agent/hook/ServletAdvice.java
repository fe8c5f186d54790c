package io.threadleak.agent.hook;

import io.threadleak.boot.RequestEvents;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Copied into {@code Servlet.service} and {@code Filter.doFilter} wherever they are implemented.
 */
final class ServletAdvice {

  private ServletAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.Argument(0) Object request) {
    return RequestEvents.enterServlet(request);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object entered) {
    RequestEvents.leaveServlet(entered);
  }
}
