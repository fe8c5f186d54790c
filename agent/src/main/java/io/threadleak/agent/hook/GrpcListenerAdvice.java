package io.threadleak.agent.hook;

import io.threadleak.boot.CallEvents;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Copied into where a server of gRPC's tells the listener of a call what has come. */
final class GrpcListenerAdvice {

  private GrpcListenerAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Object enter(@Advice.FieldValue("call") Object call) {
    return CallEvents.enterListener(call);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object entered, @Advice.Origin("#m") String method) {
    CallEvents.leave(entered, method.equals("closed"));
  }
}
