package io.threadleak.analysis;

import io.threadleak.analysis.Timeline.Mark;

/** What else than a leak makes threads pile up: load, stalls, and pools with a bound. */
final class Explanations {

  /** A bound beyond this many threads protects nobody. */
  private static final int MOST_BOUND = 1_000;

  /** The longest stall, such as of a slow database, that is waited for, in rounds. */
  private static final double STALL_ROUNDS = 240;

  private static final int SLICES = 12;
  private static final int SLICES_LOOKED_BACK = 36;

  /** Of the slices, so many must have brought threads. */
  private static final int LEAST_RISEN = 10;

  /**
   * Work above all before it by less than this share, and by less than chance adds, is the same.
   */
  private static final double NEW_PEAK = 0.005;

  private Explanations() {}

  /** Whether load, a stall or a bound explains the growth. */
  static boolean explain(Accumulation found) {
    return followsWork(found) || stalls(found.window()) || isBounded(found.window());
  }

  /** Whether pools that were there for most of the window hold no more than they may. */
  static boolean isBounded(Window window) {
    int bound = window.bound(4);
    return bound <= MOST_BOUND && window.bound(1) == bound;
  }

  /**
   * Threads that came in while the rate of work was at no new peak; 0 where they came in a few
   * bursts. A pool grows when more is asked of it than ever before, and keeps its size after that.
   */
  static double growthWithoutNewPeak(Accumulation found) {
    Timeline timeline = found.window().timeline();
    double width = found.window().rounds() / SLICES;
    int slices = (int) Math.min(SLICES_LOOKED_BACK, Math.floor(timeline.rounds() / width + 1e-9));
    double growth = 0;
    double peak = 0;
    int risen = 0;
    Mark from = timeline.mark(slices * width);
    for (int slice = slices; slice >= 1; slice--) {
      Mark to = timeline.mark((slice - 1) * width);
      double work = timeline.work(to) - timeline.work(from);
      if (slice <= SLICES) {
        double rise = timeline.aged(found.level(), to) - timeline.aged(found.level(), from);
        boolean isNewPeak = slice < slices && work > peak + NEW_PEAK * peak + 2 * Math.sqrt(peak);
        growth += isNewPeak ? 0 : rise;
        risen += rise > 0 ? 1 : 0;
      }
      peak = Double.isNaN(work) ? peak : Math.max(peak, work);
      from = to;
    }
    return risen >= LEAST_RISEN ? growth : 0;
  }

  /** Whether threads grew no more than the rate of work did: Little's law, or a pool's new peak. */
  private static boolean followsWork(Accumulation found) {
    double rise = found.window().workRise();
    return rise > 0.02
        && found.growth() <= 1.5 * found.before() * rise + 2 * Math.sqrt(found.before());
  }

  /** Whether threads wait for work that has stopped coming through. */
  private static boolean stalls(Window window) {
    if (window.rounds() >= STALL_ROUNDS) {
      return false;
    }
    double twice = Math.min(2 * window.rounds(), window.timeline().rounds());
    return window.workRatio() < 0.5 || new Window(window.timeline(), twice).workRatio() < 0.5;
  }
}
