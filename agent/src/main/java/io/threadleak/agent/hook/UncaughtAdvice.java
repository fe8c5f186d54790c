package io.threadleak.agent.hook;

import io.threadleak.boot.ThreadEvents;
import net.bytebuddy.asm.Advice;

/** Copied into {@code Thread.dispatchUncaughtException(Throwable)}, which the JVM calls. */
final class UncaughtAdvice {

  private UncaughtAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Thread thread, @Advice.Argument(0) Throwable thrown) {
    ThreadEvents.uncaught(thread, thrown);
  }
}
