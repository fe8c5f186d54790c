package com.acme.shop;

import java.io.IOException;

/** What code of others may throw, by number. */
final class Failures {

  /** How many kinds there are. */
  static final int KINDS = 7;

  private Failures() {}

  /** A failure of a kind, 0 to {@link #KINDS} - 1. */
  static Throwable of(int kind) {
    return switch (kind) {
      case 0 -> new IllegalStateException("on purpose");
      case 1 -> new NoClassDefFoundError("on purpose");
      case 2 -> new StackOverflowError();
      case 3 -> new OutOfMemoryError("Java heap space");
      case 4 -> new AssertionError("on purpose");
      case 5 -> new InternalError("on purpose");
      default -> new IOException("on purpose, sneaked past the compiler");
    };
  }

  /** Throws anything where nothing is declared; never returns. */
  static RuntimeException sneak(Throwable failure) {
    Failures.<RuntimeException>throwUnchecked(failure);
    return new IllegalStateException("not thrown", failure);
  }

  @SuppressWarnings("unchecked") // erased, so that nothing is checked
  private static <E extends Throwable> void throwUnchecked(Throwable failure) throws E {
    throw (E) failure;
  }
}
