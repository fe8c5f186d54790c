package io.threadleak.model;

/**
 * The bounded past of one site, oldest sample first: what the analysis judges.
 *
 * <p>Samples are about one interval apart in the recent past and may be thinned out further back.
 * Implementations are read by one thread at a time and need not be thread-safe.
 */
public interface SiteHistory {

  /** The bound of a site whose threads belong to no pool with a limit, as far as is known. */
  int UNBOUNDED = Integer.MAX_VALUE;

  /** Number of samples, 0 or more. */
  int size();

  /** Time of a sample in seconds from an arbitrary, monotone origin. */
  double seconds(int index);

  /** The last sample, from the given one on, that is not later than a time; that one if none is. */
  default int indexAt(double seconds, int from) {
    int low = from;
    int high = size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (seconds(middle) <= seconds) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Nominal seconds between rounds, above 0. */
  double intervalSeconds();

  /** The first sample after the latest restart, or fall of a counter or of the clock. */
  default int firstOfRun() {
    int first = Math.max(0, size() - 1);
    while (first > 0 && continues(first)) {
      first--;
    }
    return first;
  }

  /** Whether a sample, but for the first, is of the same run as the one before it. */
  default boolean continues(int index) {
    return seconds(index) > seconds(index - 1)
        && started(index) >= started(index - 1)
        && ended(index) >= ended(index - 1);
  }

  /** Live threads. */
  int live(int index);

  /** Threads started so far, cumulative, monotone. */
  long started(int index);

  /** Threads ended so far, cumulative, monotone. */
  long ended(int index);

  /** Number of ages at which live threads are counted, 0 or more. */
  int levels();

  /** The age that a level stands for, in rounds; ascending with the level, above 0. */
  double ageRounds(int level);

  /** Live threads that have reached the level's age. */
  int aged(int index, int level);

  /** Threads that the site's pools may hold at most, or {@link #UNBOUNDED}. */
  int bound(int index);

  /** Units of work completed so far, cumulative, monotone; {@code Double.NaN} where unknown. */
  double work(int index);
}
