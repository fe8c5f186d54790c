package io.threadleak.analysis;

import io.threadleak.model.Ages;
import io.threadleak.model.Estimate;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.Verdict;
import org.jspecify.annotations.Nullable;

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

  /** The longest that a pool is expected to take to fill, one thread at a time. */
  private static final double SLOW_FILL_ROUNDS = 120;

  private static final double[] WINDOWS = {
    60, 85, 120, 170, 240, 340, 480, 680, 960, 1360, 1920, 2720, 3840, 5440, 7680
  };

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
    for (int level = Timeline.LIVE; level < Ages.ROUNDS.size() - 1; level++) {
      // Threads that were there at the start reach every age together: not a growth of the site.
      double whole = level == Timeline.LIVE ? rounds : rounds - Timeline.ageRounds(level) - 2;
      for (int i = 0; i < WINDOWS.length && WINDOWS[i] <= whole; i++) {
        Accumulation found = Accumulation.over(timeline, level, WINDOWS[i]);
        if (leaks(timeline, found)) {
          return grown(timeline, found, Verdict.LEAKING);
        }
        if (suspect == null && mayLeak(timeline, found)) {
          suspect = found;
        }
      }
    }
    return suspect != null ? grown(timeline, suspect, Verdict.SUSPECT) : still(timeline);
  }

  private static boolean leaks(Timeline timeline, Accumulation found) {
    return found.growth() >= (found.window() < SLOW_FILL_ROUNDS ? 60 : 12)
        && found.isEven()
        && found.turnoverAtMost() <= 0.25
        && timeline.samples(found.window()) >= 40
        && !explainedByWork(timeline, found);
  }

  private static boolean mayLeak(Timeline timeline, Accumulation found) {
    return found.growth() >= (found.window() < SLOW_FILL_ROUNDS ? 45 : 10)
        && found.isEven()
        && found.turnoverAtMost() <= 0.4
        && timeline.samples(found.window()) >= 30
        && !explainedByWork(timeline, found);
  }

  /** Whether the work rate rose by as much as the threads did. */
  private static boolean explainedByWork(Timeline timeline, Accumulation found) {
    double quarter = found.window() / 4;
    double start = found.window();
    double early = timeline.work(start - quarter) - timeline.work(start);
    double late = timeline.work(0) - timeline.work(quarter);
    if (!(early > 0 && late > 1.2 * early)) {
      return false;
    }
    double before = timeline.aged(found.level(), start - quarter / 2);
    double after = timeline.aged(found.level(), quarter / 2);
    return after <= 1.25 * before * late / early;
  }

  private static Judgement grown(Timeline timeline, Accumulation found, Verdict verdict) {
    return Words.grown(
        timeline,
        found,
        verdict,
        perSecond(timeline, found.level(), found.window()),
        perUnit(timeline, found.level(), found.window()));
  }

  private static Judgement still(Timeline timeline) {
    double window = Math.min(timeline.rounds(), 480);
    Estimate perSecond = perSecond(timeline, Timeline.LIVE, window);
    Estimate perUnit = perUnit(timeline, Timeline.LIVE, window);
    Accumulation live = Accumulation.over(timeline, Timeline.LIVE, window);
    boolean rises = perSecond != null && perSecond.low() > 0;
    Verdict verdict =
        rises && explainedByWork(timeline, live) ? Verdict.PROPORTIONAL : Verdict.STEADY;
    return Words.still(timeline, window, verdict, perSecond, perUnit);
  }

  private static @Nullable Estimate perSecond(Timeline timeline, int level, double window) {
    return Growth.slope(
        window,
        roundsAgo -> -roundsAgo * timeline.intervalSeconds(),
        roundsAgo -> timeline.aged(level, roundsAgo));
  }

  private static @Nullable Estimate perUnit(Timeline timeline, int level, double window) {
    return Growth.slope(window, timeline::work, roundsAgo -> timeline.aged(level, roundsAgo));
  }
}
