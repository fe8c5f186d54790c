package io.threadleak.agent.hook;

import io.threadleak.boot.PoolEvents;
import net.bytebuddy.asm.Advice;

/** Copied into the constructors of thread pools. */
final class PoolBuiltAdvice {

  private PoolBuiltAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object pool) {
    PoolEvents.built(pool);
  }
}
