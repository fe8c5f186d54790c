package io.threadleak.agent.hook;

import io.threadleak.boot.WorkEvents;
import net.bytebuddy.asm.Advice;

/** Copied into where a server of gRPC's hears that a call is closed. */
final class GrpcCallAdvice {

  private GrpcCallAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter() {
    WorkEvents.callClosed();
  }
}
