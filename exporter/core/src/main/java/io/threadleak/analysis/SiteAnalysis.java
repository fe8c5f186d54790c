package io.threadleak.analysis;

import io.threadleak.model.SiteHistory;
import io.threadleak.model.Verdict;

/**
 * Histories in, verdicts out: what the evidence of one site says by itself.
 *
 * <p>Looks at the threads above each age over windows of growing length, and calls a site leaking
 * where in one of them threads kept coming in, evenly, and did not end. All thresholds count rounds
 * and threads, so that the verdict is the same at any interval. Stateless.
 */
public final class SiteAnalysis {

  /** Rounds before anything is said. */
  static final int LEAST_ROUNDS = 30;

  /**
   * Windows in rounds, dense where a fast leak must be told soon, then by the root of 2; the whole
   * timeline is one more.
   */
  private static final double[] WINDOWS = {
    60, 68, 80, 110, 165, 220, 300, 420, 600, 850, 1200, 1700, 2400, 3400, 4800, 6800
  };

  /** The longest over which growth without a leak is told. */
  private static final double LOOK_BACK_ROUNDS = 480;

  private SiteAnalysis() {}

  /** Judges one site's history, of any length. */
  public static Judgement judge(SiteHistory history) {
    if (history.size() == 0) {
      return Words.undecided(0, LEAST_ROUNDS);
    }
    Timeline timeline = Timeline.of(history);
    double rounds = timeline.rounds();
    if (rounds < LEAST_ROUNDS) {
      return Words.undecided((int) rounds, LEAST_ROUNDS);
    }
    Accumulation suspect = null;
    double length = 0;
    for (int i = 0; length < rounds && rounds >= WINDOWS[0]; i++) {
      length = i < WINDOWS.length ? Math.min(WINDOWS[i], rounds) : rounds;
      if (!timeline.grewBy(Criteria.LEAST_TO_LOOK_AT, length)) {
        continue;
      }
      Window window = new Window(timeline, length);
      Criteria criteria = null;
      for (int level = Timeline.LIVE; level < timeline.levels() - 1; level++) {
        if (!window.grewBy(Criteria.LEAST_TO_LOOK_AT, level) || !canJudge(window, level)) {
          continue;
        }
        criteria = criteria == null ? Criteria.of(window) : criteria;
        Accumulation found = Accumulation.find(window, level, criteria.leastToMention());
        if (found != null && criteria.leaks(found)) {
          return Words.grown(found, Verdict.LEAKING);
        }
        if (suspect == null && found != null && criteria.mayLeak(found)) {
          suspect = found;
        }
      }
    }
    return suspect != null ? Words.grown(suspect, Verdict.SUSPECT) : calm(timeline);
  }

  /**
   * Whether the window can judge a level that grew: threads that were there at the start reach
   * every age together, which is no growth of the site. A tenth is left for the coarse old past.
   */
  private static boolean canJudge(Window window, int level) {
    Timeline timeline = window.timeline();
    return level == Timeline.LIVE
        ? Criteria.isWorthALook(window)
        : window.rounds() <= 0.9 * (timeline.rounds() - timeline.ageRounds(level));
  }

  private static Judgement calm(Timeline timeline) {
    Window window = new Window(timeline, Math.min(timeline.rounds(), LOOK_BACK_ROUNDS));
    Growth growth = Growth.of(window, Timeline.LIVE);
    boolean follows = window.followsWork() || (Explanations.isBounded(window) && growth.rises());
    return Words.calm(window, follows ? Verdict.PROPORTIONAL : Verdict.STEADY, growth);
  }
}
