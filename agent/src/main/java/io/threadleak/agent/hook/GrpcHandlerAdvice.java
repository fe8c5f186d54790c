package io.threadleak.agent.hook;

import io.threadleak.boot.CallEvents;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Copied into where a server of gRPC's calls the handler of a method. */
final class GrpcHandlerAdvice {

  private GrpcHandlerAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Object enter(@Advice.Argument(0) String fullMethodName) {
    return CallEvents.enterHandler(fullMethodName);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object entered) {
    CallEvents.leave(entered, false);
  }
}
