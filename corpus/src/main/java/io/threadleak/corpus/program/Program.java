package io.threadleak.corpus.program;

import java.util.List;

/** A program of the corpus. Stateless: what its threads share lives on their stacks alone. */
public interface Program {

  /** The places at which its threads come to stand; empty if all of them end. */
  List<Site> sites();

  /**
   * Runs one copy. Returns once nothing of the caller is needed any more, at once or within
   * milliseconds; the threads it started may then still be on their way to their sites.
   */
  void run(Stage stage) throws Exception;

  /** Unique over the corpus. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** How many copies of it the original starts. */
  default int copies() {
    return 1;
  }

  /** What a judge should say of the threads at its sites. */
  default Expectation expectation() {
    return Expectation.LEAK;
  }

  /** The first Java release that has what it needs. */
  default int since() {
    return 17;
  }
}
