package io.threadleak.junit;

import org.jspecify.annotations.Nullable;

/**
 * The stretch of the run that each thread is in, as far as it said so itself; who never did
 * inherits it from the thread that started it, which is the business of {@link Starts}.
 */
final class Contexts {

  private static final ThreadLocal<TestContext> CURRENT = new ThreadLocal<>();

  private Contexts() {}

  /** Where the calling thread said that it is; null if it never did. */
  static @Nullable TestContext said() {
    return CURRENT.get();
  }

  /** The calling thread is there from now on; null: it says nothing of it any more. */
  static void say(@Nullable TestContext context) {
    if (context == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(context);
    }
  }
}
