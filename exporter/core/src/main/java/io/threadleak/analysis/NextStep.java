package io.threadleak.analysis;

import io.threadleak.model.ThreadKind;

/**
 * What to do about threads that never end. Platform threads are mostly left by an executor or timer
 * that is not shut down. Virtual ones have no pool, and the shutdown of an executor ends none that
 * waits: what counts is what they wait for.
 */
final class NextStep {

  /** More units of work than this for each thread say nothing. */
  private static final double MOST_UNITS = 1e9;

  private NextStep() {}

  /** Where nothing more is known. */
  static String of(ThreadKind kind) {
    return kind == ThreadKind.VIRTUAL
        ? "See in the report's stacks what they wait for: complete it on every path, interrupt those"
            + " that nobody needs any more, or give the wait a timeout."
        : "Find what should end these threads: shut the executor down, cancel the timer, give the"
            + " wait a timeout.";
  }

  /**
   * Where threads come with the work.
   *
   * @param unitsPerThread units of work for each thread that stays, above 0
   * @param units what they are called, in the plural
   */
  static String perWork(Surroundings surroundings, double unitsPerThread, String units) {
    ThreadKind kind = surroundings.kind();
    if (unitsPerThread > MOST_UNITS) {
      return of(kind);
    }
    boolean isVirtual = kind == ThreadKind.VIRTUAL;
    if (unitsPerThread < 2) {
      String left = "Nearly all " + units + " leave " + (isVirtual ? "virtual " : "") + "threads";
      return isVirtual
          ? left
              + " behind: see in the report's stacks what they wait for, and complete it or give the"
              + " wait a timeout."
          : left
              + " behind: shut down, or share, the executor or timer that each of them makes, and"
              + " give every wait a timeout.";
    }
    String left =
        (isVirtual ? "One virtual" : "One")
            + " thread is left behind in about "
            + Figures.estimate(unitsPerThread)
            + " "
            + units;
    boolean isSearched = surroundings.endpoint() == null;
    return isVirtual
        ? left
            + (isSearched ? ": look for the endpoint or the failure" : ": look for the failure")
            + " that leaves it, see in the report's stacks what"
            + " it waits for, and complete that or give the wait a timeout."
        : left
            + (isSearched ? ": look for the endpoint, the failure" : ": look for the failure")
            + " or the timer that leaves it, and shut the executor down, cancel the timer or give the wait a timeout.";
  }
}
