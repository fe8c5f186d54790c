package io.threadleak.agent.hook;

import io.threadleak.boot.VirtualThreadEvents;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Copied into {@code VirtualThread.start(ThreadContainer)}, which every start goes through. */
final class VirtualStartAdvice {

  private VirtualStartAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.This Thread thread, @Advice.Argument(0) Object container) {
    return VirtualThreadEvents.starting(thread, container);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(
      @Advice.This Thread thread,
      @Advice.Enter @Nullable Object told,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (told == null) {
      return;
    }
    if (thrown == null) {
      VirtualThreadEvents.started(told);
    } else {
      VirtualThreadEvents.startFailed(thread);
    }
  }
}
