package io.threadleak.reliability.fault;

import java.util.List;

/**
 * How a host and we fared.
 *
 * @param fault what went wrong
 * @param seen what was seen of it, or why it could not be tried
 * @param tried whether it could be tried here
 * @param orders requests that the host had
 * @param lost those that failed
 * @param output whether the host printed what it prints without us
 * @param warnings of ours on the host's standard error
 * @param troubles what was not as it should be; empty if it all was
 */
public record FaultOutcome(
    Fault fault,
    String seen,
    boolean tried,
    long orders,
    long lost,
    boolean output,
    int warnings,
    List<String> troubles) {

  /** Copies the list. */
  public FaultOutcome {
    troubles = List.copyOf(troubles);
  }

  /** Whether all was as it should be. */
  public boolean survived() {
    return tried && troubles.isEmpty();
  }

  /** Whether it was tried and not survived. */
  public boolean failed() {
    return !troubles.isEmpty();
  }
}
