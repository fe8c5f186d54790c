package io.threadleak.boot;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a thread serves, from its beginning to its end on that thread. It is asked for its
 * name only when a thread is started meanwhile, and when it is done. Used by one thread.
 */
abstract class OpenScope implements Supplier<@Nullable String> {

  private static final int MAX_LENGTH = 200;

  private @Nullable Object before;

  /** Opens the scope on the calling thread. */
  void enter() {
    before = CurrentScope.enter(this);
  }

  /**
   * Ends it, on the same thread.
   *
   * @param isServed whether that was it, so that it counts as served once more
   */
  void leave(boolean isServed) {
    CurrentScope.leave(before);
    String name = isServed ? get() : null;
    if (name != null) {
      CurrentScope.count(name);
    }
  }

  /** A name, or as much of it as is kept. */
  static String cut(String name) {
    return name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH);
  }
}
