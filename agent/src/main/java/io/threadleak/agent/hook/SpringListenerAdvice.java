package io.threadleak.agent.hook;

import io.threadleak.boot.MethodEvents;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Copied into where Spring calls a method that listens to messages. */
final class SpringListenerAdvice {

  private SpringListenerAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Object enter(@Advice.This Object caller) {
    return MethodEvents.enterListener(caller);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object entered) {
    MethodEvents.leave(entered);
  }
}
