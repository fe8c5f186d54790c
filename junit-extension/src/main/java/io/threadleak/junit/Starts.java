package io.threadleak.junit;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who saw which live thread start, and in which stretch of the run. Thread-safe. */
interface Starts {

  /**
   * The calling thread is in that stretch from now on, and what it starts belongs to it; null: it
   * is again where it was started.
   */
  void enter(@Nullable TestContext context);

  /**
   * The live threads that were started in stretches of the run that are wanted, but the calling one
   * and threadleak's own; with them those of which it is not yet known where they were started.
   */
  List<StartedThread> live(Predicate<TestContext> wanted);

  /** Waits until it is known of every thread started before the call, or cannot be known. */
  void resolve();

  /** How starts were seen, and what cannot be seen this way, in a sentence without an end. */
  String means();
}
