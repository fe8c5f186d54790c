package io.threadleak.agent.hook;

import io.threadleak.boot.ThreadEvents;
import net.bytebuddy.asm.Advice;

/** Copied into {@code Thread.start()} and, on JDK 19 and later, its twin with a container. */
final class StartAdvice {

  private StartAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.This Thread thread) {
    ThreadEvents.starting(thread);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.This Thread thread, @Advice.Thrown Throwable thrown) {
    if (thrown != null) {
      ThreadEvents.startFailed(thread, thrown);
    }
  }
}
