package io.threadleak.agent.hook;

import io.threadleak.boot.WorkEvents;
import net.bytebuddy.asm.Advice;

/** Copied into where Netty encodes the head of an HTTP response. */
final class NettyResponseAdvice {

  private NettyResponseAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(0) Object response) {
    WorkEvents.responded(response);
  }
}
