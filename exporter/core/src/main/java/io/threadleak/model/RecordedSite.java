package io.threadleak.model;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a recording keeps of one creation site at one round.
 *
 * @param kind of its threads
 * @param live live threads, 0 or more
 * @param started threads started so far, cumulative; begins again at a restart
 * @param ended threads ended so far, cumulative; begins again at a restart
 * @param olderThan live threads that have reached an age, by that age in seconds, ascending; empty
 *     where ages were not recorded
 * @param bound threads that the site's pools may hold at most; {@link SiteHistory#UNBOUNDED} where
 *     unknown or unlimited
 */
public record RecordedSite(
    ThreadKind kind,
    int live,
    long started,
    long ended,
    SortedMap<Integer, Integer> olderThan,
    int bound) {

  /** Copies the map. */
  public RecordedSite {
    olderThan = new TreeMap<>(olderThan);
  }

  /** Whether a counter is lower than it was: not in one run of a process can that be. */
  public boolean isBehind(RecordedSite earlier) {
    return started < earlier.started || ended < earlier.ended;
  }
}
