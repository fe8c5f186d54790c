package io.threadleak.analysis;

import io.threadleak.analysis.Surroundings.Headroom;
import io.threadleak.model.Estimate;
import io.threadleak.model.ThreadKind;
import org.jspecify.annotations.Nullable;

/**
 * Threads that pile up.
 *
 * @param leaking whether beyond doubt
 * @param seconds looked at
 * @param ageSeconds the age that they had to reach in order to count, 0 for all
 * @param came threads that reached that age in that time
 * @param ended threads of that age that ended in that time
 * @param levelsOff whether so many end that their number should long have levelled off
 * @param perSecond growth of their number
 * @param perUnit the same per unit of work, null where unknown
 * @param work what the work did meanwhile
 * @param workRise by which share the rate of work rose, below 0 where it fell
 */
record PilesUp(
    boolean leaking,
    double seconds,
    double ageSeconds,
    double came,
    double ended,
    boolean levelsOff,
    @Nullable Estimate perSecond,
    @Nullable Estimate perUnit,
    Work work,
    double workRise)
    implements Evidence {

  /** What the count of work did. */
  enum Work {
    UNKNOWN,
    STOOD_STILL,
    WENT_ON
  }

  /** A limit that is farther away interests nobody who reads a verdict. */
  private static final double FARTHEST_SECONDS = 60 * 86_400.0;

  /** Growth per time that is so much surer than growth per work goes by the clock. */
  private static final double MUCH_SURER = 3;

  private static final int MOST_UNIT_CHARACTERS = 40;
  private static final int MOST_ENDPOINT_CHARACTERS = 100;

  /** A site that makes a pool each time has many soon; one that is meant to has few. */
  private static final int MANY_POOLS = 4;

  @Override
  public Sentences inWords(Surroundings surroundings) {
    return new Sentences(summary(surroundings), explanation(), nextStep(surroundings));
  }

  private String summary(Surroundings surroundings) {
    SiteName site = SiteName.of(surroundings.site());
    return surroundings.threads(came)
        + " "
        + site.which()
        + (ageSeconds == 0 ? site.started() : " grew older than " + Figures.duration(ageSeconds))
        + " in the last "
        + Figures.duration(seconds)
        + ", "
        + Figures.noneOr(ended)
        + " ended"
        + perWork(units(surroundings))
        + limit(surroundings.headroom())
        + heap(surroundings)
        + endpoint(surroundings)
        + ".";
  }

  private static String units(Surroundings surroundings) {
    return PlainText.of(surroundings.workUnits(), MOST_UNIT_CHARACTERS);
  }

  private String perWork(String units) {
    if (perUnit == null || !isTelling(perUnit)) {
      return "";
    }
    double perThousand = perUnit.value() * 1e3;
    if (isPrintable(perThousand)) {
      return "; " + Figures.estimate(perThousand) + " per 1,000 " + units;
    }
    double perMillion = perThousand * 1e3;
    return isPrintable(perMillion)
        ? "; " + Figures.estimate(perMillion) + " per million " + units
        : "";
  }

  private static boolean isPrintable(double rate) {
    return rate >= 0.01 && rate <= 1e6;
  }

  private String limit(@Nullable Headroom headroom) {
    if (headroom == null || perSecond == null || !isTelling(perSecond)) {
      return "";
    }
    String limit = "the limit of " + Figures.threads((double) headroom.limit()) + " is reached";
    double secondsLeft = (double) headroom.left() / perSecond.value();
    if (secondsLeft <= 0) {
      return "; " + limit;
    }
    return secondsLeft <= FARTHEST_SECONDS
        ? "; at this rate " + limit + " in about " + Figures.forecast(secondsLeft)
        : "";
  }

  /** Virtual threads meet no limit but that of the heap: 1 kB each at 16 frames, as measured. */
  private String heap(Surroundings surroundings) {
    return leaking && surroundings.kind() == ThreadKind.VIRTUAL
        ? "; each keeps 1 kB of heap or more, and what its stack refers to"
        : "";
  }

  private static String endpoint(Surroundings surroundings) {
    String endpoint = surroundings.endpoint();
    return endpoint == null
        ? ""
        : "; most of those live were started while "
            + PlainText.of(endpoint, MOST_ENDPOINT_CHARACTERS)
            + " was served";
  }

  /** Whether growth is beyond doubt. */
  private static boolean isTelling(Estimate growth) {
    return growth.low() > 0 && growth.value() < Double.POSITIVE_INFINITY;
  }

  private String explanation() {
    if (!leaking) {
      return "They came evenly and stay, but threads that live long would look the same so early.";
    }
    if (levelsOff) {
      return "Many end, but their number keeps rising long after it should have levelled off, with"
          + " no more coming in than before: a part of them never ends.";
    }
    String healthy =
        "They came evenly and stay, unlike a burst, a pool that fills up to its size or threads that"
            + " live long; ";
    return switch (work) {
      case UNKNOWN -> healthy + "throughput is unknown, so a lasting rise of load is not excluded.";
      case STOOD_STILL -> healthy + "and no work was done that would explain them.";
      case WENT_ON -> healthy + "and the rate of work " + workTrend() + ".";
    };
  }

  private String workTrend() {
    long percent = Math.round(100 * Math.abs(workRise));
    if (percent < 2) {
      return "did not change";
    }
    String much = percent < 1000 ? " by " + percent + " %" : "";
    return workRise > 0 ? "rose" + much + ", too little to explain them" : "fell" + much;
  }

  private String nextStep(Surroundings surroundings) {
    if (!leaking) {
      return "Watch this site, and see in the report's stacks where its threads stand.";
    }
    if (surroundings.pools() >= MANY_POOLS) {
      return "Its threads belong to "
          + Figures.count(surroundings.pools())
          + " pools, as if one were made time and again: share one, or shut each down when it has"
          + " served.";
    }
    if (surroundings.isBounded()) {
      return "See what the tasks of its pools wait for, and whether so many as "
          + surroundings.threads(surroundings.bound())
          + " are meant, which is what they may hold.";
    }
    if (work == Work.STOOD_STILL || goesByTheClock()) {
      return "Look at the timer or schedule that starts them, since they come by the clock and not"
          + " with the work: each run leaves threads behind.";
    }
    return perUnit == null || !isTelling(perUnit)
        ? NextStep.of(surroundings.kind())
        : NextStep.perWork(surroundings, 1 / perUnit.value(), units(surroundings));
  }

  private boolean goesByTheClock() {
    return perSecond != null
        && perUnit != null
        && isTelling(perSecond)
        && MUCH_SURER * width(perSecond) < width(perUnit);
  }

  /** Of the interval, as a share of its value. */
  private static double width(Estimate growth) {
    return (growth.high() - growth.low()) / Math.abs(growth.value());
  }
}
