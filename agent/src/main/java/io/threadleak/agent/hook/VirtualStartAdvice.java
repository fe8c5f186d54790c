package io.threadleak.agent.hook;

import io.threadleak.boot.VirtualThreadEvents;
import net.bytebuddy.asm.Advice;

/** Copied into {@code VirtualThread.start(ThreadContainer)}, which every start goes through. */
final class VirtualStartAdvice {

  private VirtualStartAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static boolean enter(@Advice.This Thread thread, @Advice.Argument(0) Object container) {
    return VirtualThreadEvents.starting(thread, container);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Thread thread, @Advice.Enter boolean told, @Advice.Thrown Throwable thrown) {
    if (told && thrown != null) {
      VirtualThreadEvents.startFailed(thread);
    }
  }
}
