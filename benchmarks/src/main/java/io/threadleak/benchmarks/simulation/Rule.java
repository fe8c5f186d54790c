package io.threadleak.benchmarks.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A rule that alerts once its condition has held for some time.
 *
 * @param name as the table prints it
 * @param learnsSeconds how far its windows reach back; it is not asked before
 * @param forSeconds how long the condition must hold, 0 if it alerts at once
 * @param condition made anew for each series, then asked sample by sample in their order
 */
record Rule(String name, double learnsSeconds, double forSeconds, Condition condition)
    implements Judge {

  /** What a rule asks. */
  interface Condition {
    /** Whether it holds at a sample of the series. */
    IntPredicate over(Series series);
  }

  @Override
  public List<JudgedSite> judge(Recording recording) {
    List<JudgedSite> judged = new ArrayList<>();
    for (SiteTrace site : recording.sites) {
      int called = firesAt(new Series(recording, site));
      judged.add(JudgedSite.of(recording, site, called, called >= 0, 0));
    }
    return judged;
  }

  /** The sample at which it first alerts, -1 where it never does. */
  int firesAt(Series series) {
    IntPredicate holds = condition.over(series);
    int since = -1;
    for (int i = 0; i < series.size(); i++) {
      boolean stale = i > 0 && series.seconds(i) - series.seconds(i - 1) > Series.STALE_SECONDS;
      boolean asked = series.seconds(i) - series.seconds(0) >= learnsSeconds;
      since = !asked || !holds.test(i) ? -1 : since < 0 || stale ? i : since;
      if (since >= 0 && series.seconds(i) - series.seconds(since) >= forSeconds) {
        return i;
      }
    }
    return -1;
  }
}
