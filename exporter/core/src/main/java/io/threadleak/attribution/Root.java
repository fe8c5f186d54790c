package io.threadleak.attribution;

import org.jspecify.annotations.Nullable;

/**
 * The application frame that a start leads to whose own stack has none.
 *
 * @param frame with stable names
 * @param ofPool whether it is where the thread's pool was constructed, rather than the root of the
 *     thread that started this one
 */
record Root(StackTraceElement frame, boolean ofPool) {

  /** Of the starting thread's site; null where that has none. */
  static @Nullable Root ofStarter(@Nullable StackTraceElement frame) {
    return frame == null ? null : new Root(frame, false);
  }

  /** Of the pool that the thread is started for; null where that is not known. */
  static @Nullable Root ofPool(@Nullable StackTraceElement frame) {
    return frame == null ? null : new Root(frame, true);
  }
}
