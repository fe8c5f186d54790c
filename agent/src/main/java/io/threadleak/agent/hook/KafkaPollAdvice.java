package io.threadleak.agent.hook;

import io.threadleak.boot.WorkEvents;
import net.bytebuddy.asm.Advice;

/** Copied into {@code KafkaConsumer.poll}. */
final class KafkaPollAdvice {

  private KafkaPollAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Return Object records) {
    WorkEvents.polled(records);
  }
}
