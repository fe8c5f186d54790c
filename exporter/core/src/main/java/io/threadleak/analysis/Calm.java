package io.threadleak.analysis;

import io.threadleak.analysis.Surroundings.Headroom;
import java.util.function.BooleanSupplier;

/**
 * Threads that do not pile up.
 *
 * @param seconds looked at
 * @param started threads started in that time
 * @param ended threads that ended in that time
 * @param live threads now
 * @param rises whether their number grew beyond doubt; asked when it is put into words
 * @param proportional whether their number follows the rate of work, or is held by a bound
 * @param workRatio the rate of work over what it was when that time began; 1 where unknown
 */
record Calm(
    double seconds,
    double started,
    double ended,
    double live,
    BooleanSupplier rises,
    boolean proportional,
    double workRatio)
    implements Evidence {

  /** A change of the rate of work by less than a tenth explains nothing. */
  private static final double TELLING = 0.1;

  @Override
  public Sentences inWords(Surroundings surroundings) {
    return new Sentences(summary(surroundings), explanation(surroundings), nextStep(surroundings));
  }

  private String summary(Surroundings surroundings) {
    SiteName site = SiteName.of(surroundings.site());
    String threads = surroundings.threads(started);
    return (threads.startsWith("no") ? "No" + threads.substring(2) : threads)
        + " "
        + site.which()
        + site.started()
        + " in the last "
        + Figures.duration(seconds)
        + " and "
        + Figures.noneOr(ended)
        + " ended; "
        + Figures.noneOr(live)
        + (live < 1.5 ? " is live." : " are live.");
  }

  private String explanation(Surroundings surroundings) {
    if (proportional && workChanged()) {
      return "Their number follows the rate of work, which is "
          + Figures.estimate(workRatio)
          + " times what it was.";
    }
    if (proportional && surroundings.isBounded()) {
      return "Their number grows towards a bound: its pools hold at most "
          + surroundings.threads(surroundings.bound())
          + ".";
    }
    if (proportional) {
      return "Their number follows the rate of work.";
    }
    if (Math.round(started) <= 0) {
      return "None came, so none can pile up.";
    }
    return rises.getAsBoolean()
        ? "Their number rose, but not in the way of threads that never end."
        : "Threads do not pile up here.";
  }

  private String nextStep(Surroundings surroundings) {
    Headroom headroom = surroundings.headroom();
    if (headroom == null || !proportional || !surroundings.isBounded()) {
      return "Nothing to do.";
    }
    return Math.round(surroundings.bound() - live) > headroom.left()
        ? "Lower the maximum of its pools, which the limit of "
            + Figures.threads((double) headroom.limit())
            + " would cut short."
        : "Nothing to do.";
  }

  private boolean workChanged() {
    return Math.abs(workRatio - 1) > TELLING && workRatio > 1e-3 && workRatio < 1e3;
  }
}
