package io.threadleak.analysis;

import io.threadleak.model.Estimate;
import io.threadleak.model.Verdict;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** Evidence as sentences, with figures. */
final class Words {

  private Words() {}

  static Judgement undecided(int rounds, int needed) {
    return new Judgement(
        Verdict.UNDECIDED,
        null,
        null,
        0,
        0,
        rounds + " of " + needed + " rounds seen.",
        "In so short a time growth cannot be told from a start-up.",
        "Wait for " + (needed - rounds) + " more rounds.");
  }

  /** Threads that pile up. */
  static Judgement grown(Accumulation found, Verdict verdict) {
    Growth growth = Growth.of(found.window(), found.level());
    Timeline timeline = found.window().timeline();
    double ageSeconds = timeline.ageRounds(found.level()) * timeline.intervalSeconds();
    boolean leaking = verdict == Verdict.LEAKING;
    return new Judgement(
        verdict,
        growth.perSecond(),
        growth.perUnit(),
        (int) Math.round(found.present()),
        ageSeconds,
        summary(found, ageSeconds, growth),
        explanation(found, leaking),
        leaking
            ? "Find what should end these threads: shut the executor down, cancel the timer, give"
                + " the wait a deadline."
            : "Watch this site and see where its threads stand.");
  }

  private static String summary(Accumulation found, double ageSeconds, Growth growth) {
    String what =
        ageSeconds == 0
            ? " were started here"
            : " that were started here grew older than " + duration(ageSeconds);
    return threads(found.growth() + found.ends())
        + what
        + " in the last "
        + duration(found.window().seconds())
        + ", "
        + ended(found.ends())
        + perUnit(growth.perUnit())
        + ".";
  }

  private static String explanation(Accumulation found, boolean leaking) {
    String quarters = "They came in every quarter of that time";
    if (!leaking) {
      return quarters + " and stay, but they are too few yet to be sure.";
    }
    return quarters
        + (found.turnover() < 0.5
            ? ", stay when the work is done, and are more than the rate of work explains."
            : ", and their number keeps rising long after it should have levelled off.");
  }

  /** Threads that do not pile up. */
  static Judgement calm(Window window, Verdict verdict, Growth growth) {
    Timeline timeline = window.timeline();
    int level = timeline.levels() > 0 ? 0 : Timeline.LIVE;
    return new Judgement(
        verdict,
        growth.perSecond(),
        growth.perUnit(),
        (int) Math.round(window.aged(level, 4)),
        timeline.ageRounds(level) * timeline.intervalSeconds(),
        threads(window.started())
            + " were started here and "
            + Math.round(window.ended())
            + " ended in the last "
            + duration(window.seconds())
            + "; "
            + Math.round(window.aged(Timeline.LIVE, 4))
            + " are live.",
        verdict == Verdict.PROPORTIONAL
            ? "The number of threads follows the rate of work."
            : "Threads do not pile up here.",
        "Nothing to do.");
  }

  private static String threads(double count) {
    long rounded = Math.round(count);
    return rounded == 1 ? "1 thread" : rounded + " threads";
  }

  private static String ended(double ends) {
    long rounded = Math.round(ends);
    return rounded == 0 ? "none ended" : rounded + " ended";
  }

  private static String perUnit(@Nullable Estimate perUnit) {
    return perUnit == null || perUnit.value() <= 0
        ? ""
        : "; " + figure(1000 * perUnit.value()) + " per 1,000 units of work";
  }

  /** Two significant digits, without an exponent. */
  static String figure(double value) {
    return value >= 10
        ? String.valueOf(Math.round(value))
        : new BigDecimal(value).round(new MathContext(2)).stripTrailingZeros().toPlainString();
  }

  /** Two parts at most: {@code 45 s}, {@code 12 min}, {@code 3 h 20 min}, {@code 2 d 1 h}. */
  static String duration(double seconds) {
    long minutes = Math.round(seconds / 60);
    long hours = Math.round(seconds / 3600);
    if (seconds < 120) {
      return Math.round(seconds) + " s";
    }
    if (minutes < 120) {
      return minutes + " min";
    }
    return hours < 48
        ? parts(minutes / 60, " h", minutes % 60, " min")
        : parts(hours / 24, " d", hours % 24, " h");
  }

  private static String parts(long large, String largeUnit, long small, String smallUnit) {
    return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
  }
}
