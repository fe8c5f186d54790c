package io.threadleak.analysis;

import io.threadleak.analysis.Timeline.Mark;

/** The latest part of a timeline, in quarters. */
final class Window {

  private final Timeline timeline;
  private final double rounds;
  private final Mark[] ends = new Mark[5];

  /** So many rounds, reaching to now; not beyond the timeline. */
  Window(Timeline timeline, double rounds) {
    this.timeline = timeline;
    this.rounds = rounds;
    for (int quarter = 0; quarter <= 4; quarter++) {
      ends[quarter] = timeline.mark(rounds * (4 - quarter) / 4);
    }
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
    return ends[quarter];
  }

  /** Samples inside, its start not counted. */
  int samples() {
    return timeline.samplesAfter(ends[0]);
  }

  /** Threads that had reached the level's age at the end of a quarter. */
  double aged(int level, int quarter) {
    return timeline.aged(level, ends[quarter]);
  }

  double started() {
    return timeline.started(ends[4]) - timeline.started(ends[0]);
  }

  double ended() {
    return timeline.ended(ends[4]) - timeline.ended(ends[0]);
  }

  /** Rate of work in the last quarter over that in the first; 1 where unknown or none. */
  double workRatio() {
    double early = timeline.work(ends[1]) - timeline.work(ends[0]);
    double late = timeline.work(ends[4]) - timeline.work(ends[3]);
    return early > 0 && late >= 0 ? late / early : 1;
  }

  /** By which share the rate of work rose from end to end, on a straight line; below 0: fell. */
  double workRise() {
    double ratio = workRatio();
    double beyond = (ratio - 1) / 6; // quarters' middles are 3/4 of the window apart
    return beyond < 1 ? (ratio + beyond) / (1 - beyond) - 1 : Double.POSITIVE_INFINITY;
  }
}
