package io.threadleak;

import io.threadleak.analysis.SiteAnalysis;
import io.threadleak.analysis.Surroundings;
import io.threadleak.analysis.VerdictTracker;
import io.threadleak.model.SiteVerdict;
import io.threadleak.model.Verdict;
import io.threadleak.sampling.Histories;
import io.threadleak.sampling.SiteCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Every site's past and what holds of it: the one way from counts to a verdict, for threads that
 * are watched and for rounds that were recorded. Used by one thread.
 */
final class Verdicts {

  private final Supplier<Histories> empty;
  private final List<VerdictTracker> trackers = new ArrayList<>();
  private Histories histories;

  /**
   * No sites yet.
   *
   * @param intervalSeconds from one round to the next, above 0
   * @param ageRounds the ages at which live threads are counted, in rounds, ascending
   */
  Verdicts(double intervalSeconds, double[] ageRounds) {
    this(() -> new Histories(intervalSeconds, ageRounds));
  }

  /**
   * The same.
   *
   * @param empty gives the histories to fill, at once and after each {@link #restart}
   */
  Verdicts(Supplier<Histories> empty) {
    this.empty = empty;
    this.histories = empty.get();
  }

  /**
   * Begins a round.
   *
   * @param seconds when, from an arbitrary origin; later than the round before
   * @param work units of work completed by then, NaN where unknown
   */
  void begin(double seconds, double work) {
    histories.begin(seconds, work);
  }

  /** The process was started anew: its past tells nothing any more. */
  void restart() {
    histories = empty.get();
    trackers.forEach(VerdictTracker::restart);
  }

  /**
   * Judges a site by the round that was begun and all before it.
   *
   * @param index the site's, from 0 on; one above the highest known makes a new site known
   * @param time of the round, by the wall clock
   */
  void judge(int index, SiteCounts counts, Instant time) {
    histories.add(index, counts);
    if (index == trackers.size()) {
      trackers.add(new VerdictTracker());
    }
    trackers.get(index).take(SiteAnalysis.judge(histories.of(index)), time);
  }

  /** What holds of a site that was judged. */
  Verdict holds(int index) {
    return trackers.get(index).holds();
  }

  /**
   * The same with its evidence, in words.
   *
   * @param surroundings to put it into words by
   */
  SiteVerdict tell(int index, Surroundings surroundings) {
    return trackers.get(index).tell(surroundings);
  }
}
