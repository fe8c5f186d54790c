package io.threadleak.sampling;

/** What a history keeps of one site at one round. */
public interface SiteCounts {

  /** Live threads. */
  int live();

  /** Threads started so far, cumulative. */
  long started();

  /** Threads ended so far, cumulative. */
  long ended();

  /** Live threads that have reached the age of a level of the histories. */
  int aged(int level);

  /** Threads that the site's pools may hold at most, or {@code SiteHistory.UNBOUNDED}. */
  int bound();
}
