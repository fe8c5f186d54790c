package io.threadleak.agent.hook;

import io.threadleak.boot.ThreadEvents;
import net.bytebuddy.asm.Advice;

/** Copied into {@code Thread.exit()}, which the JVM calls on every ending platform thread. */
final class EndAdvice {

  private EndAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Thread thread) {
    ThreadEvents.ending(thread);
  }
}
