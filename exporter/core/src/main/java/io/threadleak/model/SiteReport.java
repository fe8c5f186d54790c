package io.threadleak.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one round knows of one creation site.
 *
 * @param site who started the threads
 * @param states live threads by state; their total is the site's live threads
 * @param liveMargin how far the live threads may be off, 0 where they were counted one by one: half
 *     the width of a 95 % interval. Above 0 only for virtual threads whose site had to be
 *     estimated, since several sites start the same class of task.
 * @param started threads started here since the monitor began, monotone
 * @param ended threads of this site that have ended since then, monotone
 * @param aged live threads at least as old as each of {@link Ages#SECONDS}, in that order
 * @param agedRounds the same at the ages of {@link Ages#ROUNDS} in intervals, as the analysis
 *     counts them
 * @param oldestSeconds age of the oldest live thread in seconds, 0 where none is live; for threads
 *     that were there before the monitor, the time since it first saw them
 * @param pools thread pools that the live threads belong to, as far as can be seen
 * @param bound threads that those pools may hold at most; null where some thread belongs to none
 *     that can be seen, or to one without a limit
 * @param birthplaces where those pools were constructed, that of most pools first, at most {@link
 *     PoolBirthplace#MOST}; empty where nobody saw it
 * @param verdict the analysis' word, with evidence
 * @param stacks where a bounded sample of the live threads stands now; filled for suspect sites
 *     only
 */
public record SiteReport(
    CreationSite site,
    StateCounts states,
    int liveMargin,
    long started,
    long ended,
    List<Integer> aged,
    List<Integer> agedRounds,
    double oldestSeconds,
    int pools,
    @Nullable Integer bound,
    List<PoolBirthplace> birthplaces,
    SiteVerdict verdict,
    List<StackCount> stacks) {

  /** Copies the lists. */
  public SiteReport {
    aged = List.copyOf(aged);
    agedRounds = List.copyOf(agedRounds);
    birthplaces = List.copyOf(birthplaces);
    stacks = List.copyOf(stacks);
  }

  /** Live threads of this site. */
  public int live() {
    return states.total();
  }
}
