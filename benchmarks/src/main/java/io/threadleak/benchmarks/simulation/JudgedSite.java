package io.threadleak.benchmarks.simulation;

import org.jspecify.annotations.Nullable;

/**
 * What was said of one simulated site, beside the truth.
 *
 * @param family that the recording is of
 * @param seed of the recording
 * @param site its name
 * @param leaks whether it leaks
 * @param outcome of the judgement
 * @param leakedThen leaked threads that were live when the leak was found, null where it was not
 * @param delaySeconds from the begin of the leak to its finding, null where it was not found
 * @param suspected whether it was ever suspect, or worse
 * @param retractions how often a leak was taken back
 */
record JudgedSite(
    String family,
    long seed,
    String site,
    boolean leaks,
    Outcome outcome,
    @Nullable Integer leakedThen,
    @Nullable Double delaySeconds,
    boolean suspected,
    int retractions) {

  /** How a judgement compares with the truth. */
  enum Outcome {
    /** Healthy, and never called leaking. */
    QUIET,
    /** Healthy, and called leaking. */
    FALSE_ALARM,
    /** Leaks, and was called so before it did: a false alarm, and not found. */
    TOO_EARLY,
    /** Leaks, and was called so after it began. */
    FOUND,
    /** Leaks, and was never called so. */
    MISSED
  }

  /**
   * Of a site that was first called leaking in a round.
   *
   * @param called that round, negative where there is none
   */
  static JudgedSite of(
      Recording recording, SiteTrace site, int called, boolean suspected, int retractions) {
    Outcome outcome = outcome(site, called);
    boolean found = outcome == Outcome.FOUND;
    return new JudgedSite(
        recording.family,
        recording.seed,
        site.name,
        site.leaks(),
        outcome,
        found ? site.leaked[called] : null,
        found ? recording.seconds[called] - recording.seconds[site.leaksFrom] : null,
        suspected,
        retractions);
  }

  private static Outcome outcome(SiteTrace site, int called) {
    if (called < 0) {
      return site.leaks() ? Outcome.MISSED : Outcome.QUIET;
    }
    if (!site.leaks()) {
      return Outcome.FALSE_ALARM;
    }
    return called < site.leaksFrom ? Outcome.TOO_EARLY : Outcome.FOUND;
  }

  /** Whether somebody would have been paged for nothing. */
  boolean isAlarm() {
    return outcome == Outcome.FALSE_ALARM || outcome == Outcome.TOO_EARLY;
  }

  /** Whether it was missed, or called in vain. */
  boolean isWrong() {
    return isAlarm() || outcome == Outcome.MISSED;
  }

  @Override
  public String toString() {
    String text = "%-12s %s seed %d %s".formatted(outcome, family, seed, site);
    return delaySeconds == null
        ? text
        : text + " after %.0f s, %d leaked".formatted(delaySeconds, leakedThen);
  }
}
