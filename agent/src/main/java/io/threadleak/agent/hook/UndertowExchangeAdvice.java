package io.threadleak.agent.hook;

import io.threadleak.boot.WorkEvents;
import net.bytebuddy.asm.Advice;

/** Copied into where a connection of Undertow's hears that an exchange is complete. */
final class UndertowExchangeAdvice {

  private UndertowExchangeAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter() {
    WorkEvents.exchangeCompleted();
  }
}
