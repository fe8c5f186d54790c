package io.threadleak.model;

import java.util.SortedMap;

/**
 * What a recording keeps of one creation site at one round.
 *
 * @param kind of its threads
 * @param live live threads, 0 or more
 * @param started threads started so far, cumulative; begins again at a restart
 * @param ended threads ended so far, cumulative; begins again at a restart
 * @param olderThan live threads that have reached an age
 * @param bound threads that the site's pools may hold at most; {@link SiteHistory#UNBOUNDED} where
 *     unknown or unlimited
 */
public record RecordedSite(
    ThreadKind kind, int live, long started, long ended, AgeCounts olderThan, int bound) {

  /** The same, with live threads by the age in seconds that they have reached. */
  public RecordedSite(
      ThreadKind kind,
      int live,
      long started,
      long ended,
      SortedMap<Integer, Integer> olderThan,
      int bound) {
    this(kind, live, started, ended, AgeCounts.of(olderThan), bound);
  }

  /** Whether a counter is lower than it was: not in one run of a process can that be. */
  public boolean isBehind(RecordedSite earlier) {
    return started < earlier.started || ended < earlier.ended;
  }
}
