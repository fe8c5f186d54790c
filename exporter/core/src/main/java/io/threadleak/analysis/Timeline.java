package io.threadleak.analysis;

import io.threadleak.model.Ages;
import io.threadleak.model.SiteHistory;

/**
 * The judged part of a site's history, addressed by time in rounds before the latest sample.
 *
 * <p>It begins after the last restart: where a counter or the clock fell back, everything older is
 * left out. Between samples values are interpolated, so that thinned and missed rounds read like
 * the others. A view: nothing is copied.
 */
final class Timeline {

  /** The level of all live threads, below the levels of {@link Ages#ROUNDS}. */
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
    int first = history.size() - 1;
    while (first > 0 && continues(history, first)) {
      first--;
    }
    return new Timeline(history, first);
  }

  private static boolean continues(SiteHistory history, int index) {
    return history.seconds(index) > history.seconds(index - 1)
        && history.started(index) >= history.started(index - 1)
        && history.ended(index) >= history.ended(index - 1);
  }

  /** Age in rounds that a level stands for: 0 for {@link #LIVE}. */
  static int ageRounds(int level) {
    return level == LIVE ? 0 : Ages.ROUNDS.get(level);
  }

  /** Rounds from the first judged sample to the latest. */
  double rounds() {
    return (now - history.seconds(first)) / history.intervalSeconds();
  }

  double intervalSeconds() {
    return history.intervalSeconds();
  }

  /** Samples not older than so many rounds. */
  int samples(double roundsAgo) {
    return last - indexBefore(roundsAgo);
  }

  /** Live threads that had reached the level's age so many rounds ago. */
  double aged(int level, double roundsAgo) {
    int index = indexBefore(roundsAgo);
    double share = share(index, roundsAgo);
    return (1 - share) * agedAt(index, level) + share * agedAt(Math.min(index + 1, last), level);
  }

  double started(double roundsAgo) {
    int index = indexBefore(roundsAgo);
    double share = share(index, roundsAgo);
    return (1 - share) * history.started(index)
        + share * history.started(Math.min(index + 1, last));
  }

  double ended(double roundsAgo) {
    int index = indexBefore(roundsAgo);
    double share = share(index, roundsAgo);
    return (1 - share) * history.ended(index) + share * history.ended(Math.min(index + 1, last));
  }

  /** Cumulative work; NaN where unknown. */
  double work(double roundsAgo) {
    int index = indexBefore(roundsAgo);
    double share = share(index, roundsAgo);
    return (1 - share) * history.work(index) + share * history.work(Math.min(index + 1, last));
  }

  /** Thread-rounds lived at the level or above from so many rounds ago until now. */
  double exposure(int level, double roundsAgo) {
    int index = indexBefore(roundsAgo);
    double from = Math.max(now - roundsAgo * history.intervalSeconds(), history.seconds(index));
    double previous = aged(level, roundsAgo);
    double sum = 0;
    for (int i = index + 1; i <= last; i++) {
      double here = agedAt(i, level);
      sum += (history.seconds(i) - from) * (previous + here) / 2;
      from = history.seconds(i);
      previous = here;
    }
    return sum / history.intervalSeconds();
  }

  private double agedAt(int index, int level) {
    return level == LIVE ? history.live(index) : history.aged(index, level);
  }

  /** The latest sample at least so many rounds old, or the first. */
  private int indexBefore(double roundsAgo) {
    double seconds = now - roundsAgo * history.intervalSeconds();
    int low = first;
    int high = last;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (history.seconds(middle) <= seconds) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** How far a time lies on the way from a sample to the next, from 0 to 1. */
  private double share(int index, double roundsAgo) {
    if (index == last) {
      return 0;
    }
    double from = history.seconds(index);
    double seconds = now - roundsAgo * history.intervalSeconds();
    double share = (seconds - from) / (history.seconds(index + 1) - from);
    return Math.max(0, Math.min(1, share));
  }
}
