package io.threadleak.model;

import java.util.Locale;

/** What the analysis says of one creation site, mildest first. */
public enum Verdict {
  /** Too little history yet. */
  UNDECIDED,
  /** No growth. */
  STEADY,
  /** Grows and shrinks with throughput (Little's law), or towards a bound that is known. */
  PROPORTIONAL,
  /** Growth that throughput does not explain, on too little evidence to page anybody. */
  SUSPECT,
  /** Threads keep being started here, survive, and do not come back when the work is done. */
  LEAKING,
  /** Reachability shows that nothing alive can wake them. */
  PROVEN;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The label value in metrics and JSON. */
  public String label() {
    return label;
  }

  /** Whether the site is under suspicion, or worse: its present stacks are worth a look. */
  public boolean isSuspicious() {
    return compareTo(SUSPECT) >= 0;
  }

  /** Whether the site leaks: the verdict that pages. */
  public boolean isLeak() {
    return this == LEAKING || this == PROVEN;
  }
}
