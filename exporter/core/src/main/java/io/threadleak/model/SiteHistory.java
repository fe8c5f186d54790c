package io.threadleak.model;

/**
 * The bounded past of one site, oldest sample first: what the analysis judges.
 *
 * <p>Samples are about one interval apart in the recent past and may be thinned out further back.
 * Implementations are read by one thread at a time and need not be thread-safe.
 */
public interface SiteHistory {

  /** Number of samples, 0 or more. */
  int size();

  /** Time of a sample in seconds from an arbitrary, monotone origin. */
  double seconds(int index);

  /** Nominal seconds between rounds, above 0. */
  double intervalSeconds();

  /** Live threads. */
  int live(int index);

  /** Threads started so far, cumulative, monotone. */
  long started(int index);

  /** Threads ended so far, cumulative, monotone. */
  long ended(int index);

  /** Live threads at least {@code Ages.ROUNDS.get(level)} intervals old. */
  int aged(int index, int level);

  /** Units of work completed so far, cumulative, monotone; {@code Double.NaN} where unknown. */
  double work(int index);
}
