package io.threadleak.agent.hook;

import io.threadleak.boot.PoolEvents;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Copied into the methods in which thread pools start their workers. */
final class PoolGrowsAdvice {

  private PoolGrowsAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.This Object pool) {
    return PoolEvents.growing(pool);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object previous) {
    PoolEvents.grown(previous);
  }
}
