package io.threadleak.junit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who started whom, and who said when in which stretch of the run it was. Thread-safe and bounded.
 *
 * <p>What is "when"? JFR tells of a start when the new thread first runs, by which time its starter
 * may be in another test. But the JVM numbers threads as they are made: a thread was made in the
 * stretch that its starter was in when that number was given out. So what a thread says is kept by
 * the first number that was free then.
 */
final class Ancestry {

  private static final int MAX_SAID = 20_000;
  private static final int SWEEP_AT_LEAST = 10_000;

  /** One start; the starter 0 if unknown. */
  private static final class Start {

    private final long starter;
    private final boolean ofRunner;
    private final List<StackTraceElement> stack;
    private @Nullable TestContext settled;
    private boolean ended;

    Start(long starter, boolean ofRunner, List<StackTraceElement> stack) {
      this.starter = starter;
      this.ofRunner = ofRunner;
      this.stack = stack;
    }
  }

  private final Map<Long, Start> starts = new HashMap<>();

  /** By thread and number; {@link TestContext#NONE} where it says no more. */
  private final Map<Long, TreeMap<Long, TestContext>> said = new HashMap<>();

  private int sweepAt = SWEEP_AT_LEAST;

  /** Threads that are kept. */
  synchronized int size() {
    return starts.size();
  }

  /** A thread says where it is from a number on; null: that it is again where it was started. */
  synchronized void entered(long thread, long number, @Nullable TestContext context) {
    TreeMap<Long, TestContext> all = said.computeIfAbsent(thread, any -> new TreeMap<>());
    if (all.size() >= MAX_SAID) {
      settle();
      all.headMap(all.lastKey(), false).clear();
    }
    all.put(number, context == null ? TestContext.NONE : context);
  }

  /**
   * A thread was started.
   *
   * @param ofRunner whether it runs tests, and so is in none that its starter was in
   * @param stack the starter's, empty if there is no room
   */
  synchronized void started(
      long thread, long starter, boolean ofRunner, List<StackTraceElement> stack) {
    if (starts.size() >= sweepAt) {
      settle();
      starts.values().removeIf(start -> start.ended);
      sweepAt = Math.max(SWEEP_AT_LEAST, 2 * starts.size());
    }
    starts.put(thread, new Start(starter, ofRunner, stack));
  }

  /** A thread has ended; what it started may be told later. */
  synchronized void ended(long thread) {
    Start start = starts.get(thread);
    if (start != null) {
      start.ended = true;
    }
  }

  /**
   * A thread of which nobody tells where it was started, by its own start or by that of whoever
   * started it, is taken to have been started there.
   */
  synchronized void unseen(long thread, TestContext context) {
    Start start = starts.computeIfAbsent(thread, any -> new Start(0, false, List.of()));
    if (start.settled == null) {
      start.settled = context;
    }
  }

  /** Where a thread was started; null as long as nobody has told of it, or of its starter. */
  synchronized @Nullable TestContext contextOf(long thread) {
    Start start = starts.get(thread);
    return start == null ? null : resolve(thread, start);
  }

  /** The stack of a thread's starter; empty where it was not kept. */
  synchronized List<StackTraceElement> stackOf(long thread) {
    Start start = starts.get(thread);
    return start == null ? List.of() : start.stack;
  }

  /**
   * Up the chain of starters to the first that said where it was; null where that leads to one of
   * which nobody has told. Starts are not told in their order: that of a thread may come before
   * that of its starter.
   */
  private @Nullable TestContext resolve(long thread, Start of) {
    long made = thread;
    Start at = of;
    while (at != null) {
      if (at.settled != null) {
        return at.settled;
      }
      if (at.ofRunner) {
        return TestContext.NONE;
      }
      TreeMap<Long, TestContext> ofStarter = said.get(at.starter);
      Map.Entry<Long, TestContext> last = ofStarter == null ? null : ofStarter.floorEntry(made);
      if (last != null && last.getValue() != TestContext.NONE) {
        return last.getValue();
      }
      if (at.starter == 0) {
        return TestContext.NONE;
      }
      made = at.starter;
      at = starts.get(made);
    }
    return null;
  }

  private void settle() {
    starts.forEach(
        (thread, start) -> {
          if (start.settled == null) {
            start.settled = resolve(thread, start);
          }
        });
  }
}
