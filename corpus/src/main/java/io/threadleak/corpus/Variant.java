package io.threadleak.corpus;

import io.threadleak.corpus.program.Expectation;
import io.threadleak.corpus.program.Hold;
import io.threadleak.corpus.program.Program;
import io.threadleak.corpus.program.Starter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One way in which all programs are run.
 *
 * @param starter how threads are started
 * @param hold who holds what they wait for
 */
record Variant(Starter starter, Hold hold) {

  /** The most copies where threads are cheap, and where they are not. */
  static final int MOST_COPIES = 10_000;

  private static final int MOST_PLATFORM_COPIES = 100;

  /** The most copies of what is no leak to reachability: one would do. */
  private static final int MOST_HELD_COPIES = 10;

  /** Programs whose number of copies is what they are about. */
  private static final List<String> ALWAYS_WHOLE = List.of("MutexStack", "MutexHeap");

  /** Every variant that this JVM can run. */
  static List<Variant> all() {
    return Stream.of(Starter.values())
        .filter(Starter::exists)
        .flatMap(
            starter ->
                Stream.of(Hold.values())
                    .filter(hold -> hold == Hold.STACKS || !starter.holdsThreads())
                    .map(hold -> new Variant(starter, hold)))
        .toList();
  }

  /** Whether a program makes a variant of its own this way: only leaks depend on who holds them. */
  boolean suits(Program program) {
    return hold == Hold.STACKS || program.expectation() == Expectation.LEAK;
  }

  /** How many copies of a program to run. */
  int copies(Program program) {
    return copies(program, MOST_COPIES);
  }

  /** How many copies of a program to run, at most so many. */
  int copies(Program program, int atMost) {
    return Math.min(atMost, unlimitedCopies(program));
  }

  private int unlimitedCopies(Program program) {
    if (hold != Hold.STACKS) {
      return Math.min(MOST_HELD_COPIES, program.copies());
    }
    if (starter.isVirtual() || ALWAYS_WHOLE.contains(program.name())) {
      return Math.min(MOST_COPIES, program.copies());
    }
    return Math.min(MOST_PLATFORM_COPIES, program.copies());
  }

  /** {@code virtual/stacks}. */
  @Override
  public String toString() {
    return (starter + "/" + hold).toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
