package io.threadleak.analysis;

import io.threadleak.analysis.Timeline.Mark;
import org.jspecify.annotations.Nullable;

/** The latest part of a timeline, in quarters that are looked up when asked for. */
final class Window {

  private final Timeline timeline;
  private final double rounds;
  private final @Nullable Mark[] ends = new Mark[5];

  /** So many rounds, reaching to now; not beyond the timeline. */
  Window(Timeline timeline, double rounds) {
    this.timeline = timeline;
    this.rounds = rounds;
  }

  Timeline timeline() {
    return timeline;
  }

  double rounds() {
    return rounds;
  }

  double seconds() {
    return rounds * timeline.intervalSeconds();
  }

  /** The end of a quarter, 1 to 4; the window's start for 0. */
  Mark endOf(int quarter) {
    Mark end = ends[quarter];
    if (end == null) {
      end = timeline.mark(rounds * (4 - quarter) / 4);
      ends[quarter] = end;
    }
    return end;
  }

  /** Samples inside, its start not counted. */
  int samples() {
    return timeline.samplesAfter(endOf(0));
  }

  /** Threads that had reached the level's age at the end of a quarter. */
  double aged(int level, int quarter) {
    return timeline.aged(level, endOf(quarter));
  }

  /** Threads that the site's pools might hold at most at the end of a quarter. */
  int bound(int quarter) {
    return timeline.bound(endOf(quarter));
  }

  double started() {
    return timeline.started(endOf(4)) - timeline.started(endOf(0));
  }

  double ended() {
    return timeline.ended(endOf(4)) - timeline.ended(endOf(0));
  }

  /** Whether so many threads more have reached the level's age than when the window began. */
  boolean grewBy(double threads, int level) {
    double present = aged(level, 4);
    return present >= threads && present - aged(level, 0) >= threads;
  }

  /**
   * Whether live threads became more as the rate of work rose, or fewer as it fell: both by a tenth
   * at least, and threads by more than chance.
   */
  boolean followsWork() {
    double ratio = workRatio();
    if (Math.abs(ratio - 1) < 0.1) {
      return false;
    }
    double early = (aged(Timeline.LIVE, 0) + aged(Timeline.LIVE, 1)) / 2;
    double late = (aged(Timeline.LIVE, 3) + aged(Timeline.LIVE, 4)) / 2;
    double change = late - early;
    return change * (ratio - 1) > 0
        && Math.abs(change) >= 0.1 * Math.max(early, late)
        && Math.abs(change) > 2 * Math.sqrt(Math.max(early, late));
  }

  /** Rate of work in the last quarter over that in the first; 1 where unknown or none. */
  double workRatio() {
    double early = timeline.work(endOf(1)) - timeline.work(endOf(0));
    double late = timeline.work(endOf(4)) - timeline.work(endOf(3));
    return early > 0 && late >= 0 ? late / early : 1;
  }

  /** By which share the rate of work rose from end to end, on a straight line; below 0: fell. */
  double workRise() {
    double ratio = workRatio();
    double beyond = (ratio - 1) / 6; // quarters' middles are 3/4 of the window apart
    return beyond < 1 ? (ratio + beyond) / (1 - beyond) - 1 : Double.POSITIVE_INFINITY;
  }
}
