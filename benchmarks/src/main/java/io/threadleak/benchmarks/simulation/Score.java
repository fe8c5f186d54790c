package io.threadleak.benchmarks.simulation;

import io.threadleak.benchmarks.Spread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How well many sites were judged.
 *
 * @param leaking sites that leak
 * @param found of these, called so after the leak began
 * @param healthy sites that do not leak
 * @param alarms sites that were called leaking though healthy, or before their leak began
 * @param tooEarly of these, those that leak
 * @param suspects healthy sites that were ever suspect, or worse
 * @param leakedThen median of the threads leaked when a leak was found, null where none was
 * @param delaySeconds median time from the begin of a leak to its finding, null where none was
 * @param retractions leaks taken back, of all sites
 */
record Score(
    int leaking,
    int found,
    int healthy,
    int alarms,
    int tooEarly,
    int suspects,
    @Nullable Double leakedThen,
    @Nullable Double delaySeconds,
    int retractions) {

  static Score of(Collection<JudgedSite> sites) {
    return new Score(
        count(sites, JudgedSite::leaks),
        count(sites, site -> site.outcome() == JudgedSite.Outcome.FOUND),
        count(sites, site -> !site.leaks()),
        count(sites, JudgedSite::isAlarm),
        count(sites, site -> site.outcome() == JudgedSite.Outcome.TOO_EARLY),
        count(sites, site -> !site.leaks() && site.suspected()),
        median(sites, JudgedSite::leakedThen),
        median(sites, JudgedSite::delaySeconds),
        sites.stream().mapToInt(JudgedSite::retractions).sum());
  }

  /** Found of all that leak; NaN where none does. */
  double recall() {
    return (double) found / leaking;
  }

  /**
   * Sites with a false alarm, of all that could have had one: the healthy ones, and those that were
   * called before their leak began; NaN where there is none.
   */
  double falseAlarms() {
    return (double) alarms / judgedHealthy();
  }

  /** Sites that could have had a false alarm. */
  int judgedHealthy() {
    return healthy + tooEarly;
  }

  private static int count(Collection<JudgedSite> sites, Predicate<JudgedSite> of) {
    return (int) sites.stream().filter(of).count();
  }

  /** A number that a judged site may have. */
  private interface Figure {
    @Nullable Number of(JudgedSite site);
  }

  private static @Nullable Double median(Collection<JudgedSite> sites, Figure figure) {
    List<Double> figures = new ArrayList<>();
    for (JudgedSite site : sites) {
      Number number = figure.of(site);
      if (number != null) {
        figures.add(number.doubleValue());
      }
    }
    return figures.isEmpty() ? null : Spread.of(figures).median();
  }
}
