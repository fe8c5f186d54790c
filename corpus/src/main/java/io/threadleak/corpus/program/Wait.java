package io.threadleak.corpus.program;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits of programs for each other's steps, by asking again: no trace of them remains. */
public final class Wait {

  private static final long PAUSE_NANOS = 200_000;

  private Wait() {}

  /** Returns when the condition holds. */
  public static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
