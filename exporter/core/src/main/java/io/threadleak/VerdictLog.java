package io.threadleak;

import io.threadleak.model.CreationSite;
import io.threadleak.model.SiteVerdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One line in the host's log when a site turns leaking, and one when that is taken back: for those
 * who run without Prometheus.
 *
 * <p>A site is told at most once an hour, and at most {@value #MOST_A_DAY} sites a day; the last of
 * these says that it is the last. What was told is always taken back. Used by one thread.
 */
final class VerdictLog {

  private static final double HOUR_SECONDS = 3_600;
  private static final double DAY_SECONDS = 86_400;
  private static final int MOST_A_DAY = 50;

  private final Consumer<String> log;
  private final Set<Integer> leaking = new HashSet<>();
  private final Set<Integer> toTakeBack = new HashSet<>();
  private final Map<Integer, Double> toldSeconds = new HashMap<>();
  private double dayBeganSeconds = Double.NEGATIVE_INFINITY;
  private int toldToday;

  VerdictLog(Consumer<String> log) {
    this.log = log;
  }

  /**
   * Takes note of what holds of a site.
   *
   * @param index the site's, which stays its own
   * @param seconds now, from an arbitrary origin, monotone
   */
  void see(int index, CreationSite site, SiteVerdict verdict, double seconds) {
    if (verdict.verdict().isLeak()) {
      if (leaking.add(index) && mayTell(index, seconds)) {
        tell(index, site, verdict, seconds);
      }
    } else if (leaking.remove(index) && toTakeBack.remove(index)) {
      log.accept("Thread leak taken back at site_id " + site.id() + ": " + verdict.summary());
    }
  }

  private boolean mayTell(int index, double seconds) {
    if (seconds - dayBeganSeconds >= DAY_SECONDS) {
      dayBeganSeconds = seconds;
      toldToday = 0;
    }
    Double last = toldSeconds.get(index);
    return toldToday < MOST_A_DAY && (last == null || seconds - last >= HOUR_SECONDS);
  }

  private void tell(int index, CreationSite site, SiteVerdict verdict, double seconds) {
    toldToday++;
    toldSeconds.put(index, seconds);
    toTakeBack.add(index);
    String last =
        toldToday == MOST_A_DAY
            ? " More leaks than these " + MOST_A_DAY + " are not logged today."
            : "";
    log.accept(
        "Thread leak at site_id "
            + site.id()
            + ": "
            + verdict.summary()
            + " "
            + verdict.nextStep()
            + last);
  }
}
