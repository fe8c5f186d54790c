package io.threadleak.analysis;

import io.threadleak.model.Estimate;
import io.threadleak.model.SiteHistory;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the sum of a process' threads grows and how fast, whoever starts them and whyever:
 * what a forecast needs, and no accusation.
 *
 * <p>It grows over a window if its slope is above zero beyond doubt ({@link Growth}), if more came
 * than chance brings, and if the last quarter still went up. The longest window that says so tells
 * how fast. So that a forecast neither comes nor goes by chance, growth begins when {@value
 * #ROUNDS_TO_BEGIN} rounds running said so, goes on while half as many come, and is over when
 * {@value #ROUNDS_TO_END} rounds running deny it; the last figure holds meanwhile. Used by one
 * thread.
 */
public final class TotalGrowth {

  /** In rounds, from five minutes to half a day at an interval of 10 s; then the whole past. */
  private static final double[] WINDOWS = {4800, 2400, 1200, 600, 300, 150, 75, 45, 30};

  private static final int LEAST_THREADS = 10;
  private static final double DEVIATIONS = 3;
  private static final int ROUNDS_TO_BEGIN = 6;
  private static final int ROUNDS_TO_END = 12;

  private @Nullable Estimate told;
  private int saying;
  private int silent;

  /** Threads a second after one round more; null while the sum does not grow. */
  public @Nullable Estimate look(SiteHistory history) {
    Estimate now = measure(history);
    saying = now == null ? 0 : saying + 1;
    silent = now == null ? silent + 1 : 0;
    if (silent >= ROUNDS_TO_END) {
      told = null;
    } else if (now != null && (told != null || saying >= ROUNDS_TO_BEGIN)) {
      told = now;
    }
    return told;
  }

  private @Nullable Estimate measure(SiteHistory history) {
    if (history.size() == 0) {
      return null;
    }
    Timeline timeline = Timeline.of(history);
    double rounds = timeline.rounds();
    Estimate found = rounds > WINDOWS[0] ? grows(new Window(timeline, rounds)) : null;
    for (int i = 0; found == null && i < WINDOWS.length; i++) {
      found = rounds >= WINDOWS[i] ? grows(new Window(timeline, WINDOWS[i])) : null;
    }
    return found;
  }

  private @Nullable Estimate grows(Window window) {
    double chance = LEAST_THREADS + DEVIATIONS * Math.sqrt(window.aged(Timeline.LIVE, 4));
    if (!window.grewBy(told == null ? chance : chance / 2, Timeline.LIVE) || !goesOn(window)) {
      return null;
    }
    Growth growth = Growth.of(window, Timeline.LIVE);
    return growth.rises() ? growth.perSecond() : null;
  }

  /** Whether there are more in the last eighth, on average, than in the one before that quarter. */
  private static boolean goesOn(Window window) {
    double eighth = window.rounds() / 8;
    return threadRounds(window, eighth, 0) > threadRounds(window, 3 * eighth, 2 * eighth);
  }

  private static double threadRounds(Window window, double fromRoundsAgo, double toRoundsAgo) {
    Timeline timeline = window.timeline();
    return timeline.exposureSince(Timeline.LIVE, timeline.mark(fromRoundsAgo))
        - timeline.exposureSince(Timeline.LIVE, timeline.mark(toRoundsAgo));
  }
}
