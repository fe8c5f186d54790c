package io.threadleak.model;

import java.util.List;

/** The age thresholds at which live threads are counted. */
public final class Ages {

  /**
   * In seconds, as exposed; ascending. A thread is counted at each threshold that it has reached.
   */
  public static final List<Integer> SECONDS = List.of(60, 300, 900, 3600, 14400);

  /**
   * Ages at which the analysis counts survivors, in rounds, so that a verdict is scale-free in the
   * interval: at 10 s these are the exposed seconds. Ascending, as many as {@link #SECONDS}.
   */
  public static final List<Integer> ROUNDS = List.of(6, 30, 90, 360, 1440);

  private Ages() {}
}
