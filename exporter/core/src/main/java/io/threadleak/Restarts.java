package io.threadleak;

import io.threadleak.model.AgeCounts;
import io.threadleak.model.CreationSite;
import io.threadleak.model.RecordedRound;
import io.threadleak.model.RecordedSite;
import io.threadleak.model.ThreadKind;
import java.util.Map;

/**
 * Tells that a process was started anew between two recorded rounds, by what cannot be in one
 * process: a counter that falls, or old threads that are gone though fewer have ended. Of virtual
 * threads only counters are asked: how many of a site are old may be an estimate.
 */
final class Restarts {

  /**
   * So many old threads may be missing, in a share and a number, for counts are not taken at one
   * instant.
   */
  private static final double SLACK_SHARE = 0.05;

  private static final int SLACK_THREADS = 3;

  private Restarts() {}

  /**
   * Whether any site of both rounds shows it; the folded rest, whose members change, is not asked.
   */
  static boolean lieBetween(RecordedRound before, RecordedRound after) {
    for (Map.Entry<String, RecordedSite> entry : after.sites().entrySet()) {
      RecordedSite earlier = before.sites().get(entry.getKey());
      if (earlier != null
          && !CreationSite.isOtherName(entry.getKey())
          && isNewRun(earlier, entry.getValue())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNewRun(RecordedSite before, RecordedSite after) {
    if (after.isBehind(before)) {
      return true;
    }
    if (after.kind() == ThreadKind.VIRTUAL) {
      return false;
    }
    long ended = after.ended() - before.ended();
    for (int i = 0; i < before.olderThan().size(); i++) {
      int was = before.olderThan().threads(i);
      int now = after.olderThan().at(before.olderThan().seconds(i));
      if (now != AgeCounts.UNKNOWN && was - now > ended + SLACK_THREADS + SLACK_SHARE * was) {
        return true;
      }
    }
    return false;
  }
}
