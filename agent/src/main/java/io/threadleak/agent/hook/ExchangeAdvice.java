package io.threadleak.agent.hook;

import io.threadleak.boot.RequestEvents;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Copied into {@code Filter.Chain.doFilter} of the JDK's {@code HttpServer}. */
final class ExchangeAdvice {

  private ExchangeAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.Argument(0) Object exchange) {
    return RequestEvents.enterExchange(exchange);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object entered) {
    RequestEvents.leaveExchange(entered);
  }
}
