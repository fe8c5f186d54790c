package io.threadleak.sampling;

import org.jspecify.annotations.Nullable;

/** The live virtual threads of this JVM, as far as somebody can list them. */
public interface LiveVirtualThreads {

  /**
   * Hands over each virtual thread that lives during all of the call once, and may hand over those
   * that start or end meanwhile. For the sampling thread; makes no safepoint, and blocks nobody.
   */
  void forEach(Visitor visitor);

  /** Which virtual threads cannot be seen, and what cures it, in a sentence; null if none. */
  @Nullable String blindSpot();

  /** Who is shown the threads. */
  @FunctionalInterface
  interface Visitor {

    /**
     * Looks at one thread.
     *
     * @param task what the thread runs, null where that cannot be read
     * @return whether to go on
     */
    boolean visit(Thread thread, @Nullable Object task);
  }
}
