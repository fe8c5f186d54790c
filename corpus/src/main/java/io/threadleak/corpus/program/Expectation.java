package io.threadleak.corpus.program;

/** What a judge should say of a program's threads. */
public enum Expectation {
  /** They leak, and reachability shows it. */
  LEAK,
  /**
   * They leak, and reachability cannot show it: something alive could wake them, but never does.
   */
  BEYOND,
  /** They wait and will be woken, or could be. */
  CONTROL
}
