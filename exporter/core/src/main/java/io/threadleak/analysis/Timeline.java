package io.threadleak.analysis;

import io.threadleak.model.SiteHistory;
import java.util.function.IntToDoubleFunction;

/**
 * The judged part of a site's history, addressed by time in rounds before the latest sample.
 *
 * <p>It begins after the last restart: where a counter or the clock fell back, everything older is
 * left out. Between samples values are interpolated, so that thinned and missed rounds read like
 * the others. A view: nothing is copied.
 */
final class Timeline {

  /** The level of all live threads, below the levels of ages. */
  static final int LIVE = -1;

  private final SiteHistory history;
  private final int first;
  private final int last;
  private final double now;

  private Timeline(SiteHistory history, int first) {
    this.history = history;
    this.first = first;
    this.last = history.size() - 1;
    this.now = history.seconds(last);
  }

  /** A view on a history of at least one sample. */
  static Timeline of(SiteHistory history) {
    return new Timeline(history, history.firstOfRun());
  }

  /** Age in rounds that a level stands for: 0 for {@link #LIVE}. */
  double ageRounds(int level) {
    return level == LIVE ? 0 : history.ageRounds(level);
  }

  /**
   * An instant between two samples.
   *
   * @param index of the sample before it
   * @param share of the way from there to the next sample, from 0 to 1
   */
  record Mark(int index, double share) {}

  /** The instant so many rounds ago, or the first sample if that is later. */
  Mark mark(double roundsAgo) {
    double seconds = now - roundsAgo * history.intervalSeconds();
    int low = history.indexAt(seconds, first);
    if (low == last) {
      return new Mark(low, 0);
    }
    double from = history.seconds(low);
    return markAfter(low, (seconds - from) / (history.seconds(low + 1) - from));
  }

  /** The instant by which so much work had been done. */
  Mark markAtWork(double completed) {
    int low = first;
    int high = last;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (history.work(middle) <= completed) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    if (low == last) {
      return new Mark(low, 0);
    }
    double from = history.work(low);
    return markAfter(low, (completed - from) / (history.work(low + 1) - from));
  }

  private static Mark markAfter(int index, double share) {
    return new Mark(index, Math.max(0, share));
  }

  /** Rounds from the first judged sample to the latest. */
  double rounds() {
    return (now - history.seconds(first)) / history.intervalSeconds();
  }

  int levels() {
    return history.levels();
  }

  double intervalSeconds() {
    return history.intervalSeconds();
  }

  /** Samples later than the mark. */
  int samplesAfter(Mark mark) {
    return last - mark.index();
  }

  /** Whether so many threads more are live, or above one of the ages, than so many rounds ago. */
  boolean grewBy(double threads, double roundsAgo) {
    Mark then = mark(roundsAgo);
    for (int level = LIVE; level < levels() - 1; level++) {
      double present = agedAt(level, last);
      if (present < threads) {
        return false; // and there are no more above a greater age
      }
      if (present - aged(level, then) >= threads) {
        return true;
      }
    }
    return false;
  }

  /** Live threads that had reached the level's age. */
  double aged(int level, Mark mark) {
    return at(mark, index -> agedAt(level, index));
  }

  double started(Mark mark) {
    return at(mark, history::started);
  }

  double ended(Mark mark) {
    return at(mark, history::ended);
  }

  /** Cumulative work; NaN where unknown. */
  double work(Mark mark) {
    return at(mark, history::work);
  }

  private static double at(Mark mark, IntToDoubleFunction ofSample) {
    double before = ofSample.applyAsDouble(mark.index());
    return mark.share() == 0
        ? before
        : before + mark.share() * (ofSample.applyAsDouble(mark.index() + 1) - before);
  }

  /** Thread-rounds lived at the level or above from the mark until now. */
  double exposureSince(int level, Mark mark) {
    return exposureSince(level, mark, history::seconds) / history.intervalSeconds();
  }

  /** The same where time is measured by the work done: thread-units. */
  double exposureByWorkSince(int level, Mark mark) {
    return exposureSince(level, mark, history::work);
  }

  private double exposureSince(int level, Mark mark, IntToDoubleFunction clock) {
    double from = at(mark, clock);
    double previous = aged(level, mark);
    double sum = 0;
    for (int i = mark.index() + 1; i <= last; i++) {
      double here = agedAt(level, i);
      double until = clock.applyAsDouble(i);
      sum += (until - from) * (previous + here) / 2;
      from = until;
      previous = here;
    }
    return sum;
  }

  /** Threads that the site's pools might hold at most. */
  int bound(Mark mark) {
    return history.bound(mark.index());
  }

  /** Most threads at the level or above in any sample up to the mark, or next to it. */
  double peakBefore(int level, Mark mark) {
    double peak = 0;
    for (int i = mark.share() == 0 ? mark.index() : mark.index() + 1; i >= first; i--) {
      peak = Math.max(peak, agedAt(level, i));
    }
    return peak;
  }

  private double agedAt(int level, int index) {
    return level == LIVE ? history.live(index) : history.aged(index, level);
  }
}
