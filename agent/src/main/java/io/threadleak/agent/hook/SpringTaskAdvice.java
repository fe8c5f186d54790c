package io.threadleak.agent.hook;

import io.threadleak.boot.MethodEvents;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Copied into where Spring calls a scheduled method. */
final class SpringTaskAdvice {

  private SpringTaskAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static Object enter(@Advice.This Object caller) {
    return MethodEvents.enterTask(caller);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object entered) {
    MethodEvents.leave(entered);
  }
}
