package io.threadleak.junit;

import java.time.Duration;
import java.util.Objects;

/**
 * Checks for leaked threads in plain code, for any framework of tests.
 *
 * <pre>{@code
 * try (ThreadLeaks leaks = ThreadLeaks.watch("import of orders")) {
 *   importer.run();
 * } // an AssertionError here names the threads that are still live, and who started them
 * }</pre>
 *
 * <p>A watch is a stretch of the thread that began it: what this thread starts in it, and what is
 * started by those, belongs to it, and nothing else. So watches of several threads may overlap.
 */
public final class ThreadLeaks implements AutoCloseable {

  private final Watch.Stay stay;
  private final LeakRules rules;
  private boolean closed;

  private ThreadLeaks(Watch.Stay stay, LeakRules rules) {
    this.stay = stay;
    this.rules = rules;
  }

  /**
   * Begins a watch on the calling thread, which has to end it.
   *
   * @param name what a message calls it
   */
  public static ThreadLeaks watch(String name) {
    return watch(name, LeakRules.defaults());
  }

  /** The same by other rules. */
  public static ThreadLeaks watch(String name, LeakRules rules) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(rules, "rules");
    return new ThreadLeaks(Watch.ofThisJvm().enter(new TestContext(name, Contexts.said())), rules);
  }

  /**
   * Waits for all that was started in this watch, by whichever of its threads.
   *
   * @throws AssertionError if threads do not end in time
   */
  public void verify() {
    stay.verify(rules);
  }

  /**
   * Ends the watch, and verifies.
   *
   * @throws AssertionError if threads do not end in time
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      stay.verify(rules);
    } finally {
      stay.leave();
    }
  }

  /**
   * Waits until no thread is left but those of the JVM, of what runs the tests, and those that
   * libraries share. For the end of a run. Where threads were started is known from the first use
   * of this class on.
   *
   * @throws AssertionError if there is one
   */
  public static void verifyNone() {
    verifyNone(LeakRules.defaults());
  }

  /** The same by other rules. */
  public static void verifyNone(LeakRules rules) {
    Objects.requireNonNull(rules, "rules");
    Watch.ofThisJvm().verifyAll(rules);
  }

  /**
   * Runs what starts threads and what cancels it, and waits until all threads have ended that
   * either of them started.
   *
   * @param within how long they may take after the cancel
   * @throws AssertionError if they take longer
   */
  public static void assertEndsWithin(Duration within, Runnable start, Runnable cancel) {
    LeakRules rules = LeakRules.defaults().linger(within);
    Watch watch = Watch.ofThisJvm();
    TestContext outer = Contexts.said();
    String name = outer == null ? "what was to be cancelled" : "what was to be cancelled in ";
    Watch.Stay stay =
        watch.enter(new TestContext(outer == null ? name : name + outer.name(), outer));
    try {
      start.run();
      cancel.run();
      stay.verify(rules);
    } finally {
      stay.leave();
    }
  }
}
