package io.threadleak.agent.hook;

import io.threadleak.boot.RequestEvents;
import net.bytebuddy.asm.Advice;

/** Copied into where Undertow hands an exchange to its root handler. */
final class UndertowHandlerAdvice {

  private UndertowHandlerAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter() {
    RequestEvents.enterHandler();
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit() {
    RequestEvents.leaveHandler();
  }
}
