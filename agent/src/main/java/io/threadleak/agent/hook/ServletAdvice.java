package io.threadleak.agent.hook;

import io.threadleak.boot.RequestEvents;
import net.bytebuddy.asm.Advice;

/**
 * Copied into {@code Servlet.service} and {@code Filter.doFilter} wherever they are implemented.
 */
final class ServletAdvice {

  private ServletAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static boolean enter(@Advice.Argument(0) Object request) {
    return RequestEvents.enterServlet(request);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter boolean completes) {
    RequestEvents.leaveServlet(completes);
  }
}
