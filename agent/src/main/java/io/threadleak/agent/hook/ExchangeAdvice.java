package io.threadleak.agent.hook;

import io.threadleak.boot.RequestEvents;
import net.bytebuddy.asm.Advice;

/** Copied into {@code Filter.Chain.doFilter} of the JDK's {@code HttpServer}. */
final class ExchangeAdvice {

  private ExchangeAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static boolean enter() {
    return RequestEvents.enterExchange();
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter boolean completes) {
    RequestEvents.leaveExchange(completes);
  }
}
