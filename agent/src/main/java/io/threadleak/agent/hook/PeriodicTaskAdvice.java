package io.threadleak.agent.hook;

import io.threadleak.boot.TaskEvents;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Copied into where a {@code ScheduledThreadPoolExecutor} runs a task. */
final class PeriodicTaskAdvice {

  private PeriodicTaskAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Advice.This Object task, @Advice.FieldValue("period") long period) {
    return TaskEvents.enter(task, period);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object entered) {
    TaskEvents.leave(entered);
  }
}
