package io.threadleak.analysis;

import io.threadleak.model.Estimate;
import io.threadleak.model.Verdict;
import java.util.Locale;
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
        "Growth cannot be told from a start-up in so short a time.",
        "Wait for more rounds.");
  }

  static Judgement grown(
      Timeline timeline,
      Accumulation found,
      Verdict verdict,
      @Nullable Estimate perSecond,
      @Nullable Estimate perUnit) {
    double ageSeconds = Timeline.ageRounds(found.level()) * timeline.intervalSeconds();
    String what =
        String.format(
            Locale.ROOT,
            "%d threads started here %s in the last %s, %s%s.",
            Math.round(found.growth() + found.ends()),
            ageSeconds == 0 ? "came to stay" : "grew older than " + duration(ageSeconds),
            duration(found.window() * timeline.intervalSeconds()),
            ended(found),
            perUnit(perUnit));
    boolean leaking = verdict == Verdict.LEAKING;
    return new Judgement(
        verdict,
        perSecond,
        perUnit,
        (int) Math.round(found.present()),
        ageSeconds,
        what,
        "They came in every quarter of that time, and throughput does not explain them"
            + (leaking ? "." : ", but the evidence is thin yet."),
        leaking
            ? "Find what should end these threads: shut the executor down, cancel the timer, bound"
                + " the wait."
            : "Watch this site; look at where its threads stand.");
  }

  static Judgement still(
      Timeline timeline,
      double window,
      Verdict verdict,
      @Nullable Estimate perSecond,
      @Nullable Estimate perUnit) {
    String what =
        String.format(
            Locale.ROOT,
            "%d threads were started here and %d ended in the last %s; %d are live.",
            Math.round(timeline.started(0) - timeline.started(window)),
            Math.round(timeline.ended(0) - timeline.ended(window)),
            duration(window * timeline.intervalSeconds()),
            Math.round(timeline.aged(Timeline.LIVE, 0)));
    return new Judgement(
        verdict,
        perSecond,
        perUnit,
        (int) Math.round(timeline.aged(0, 0)),
        Timeline.ageRounds(0) * timeline.intervalSeconds(),
        what,
        verdict == Verdict.PROPORTIONAL
            ? "Live threads rise with the rate of work, and no further."
            : "Threads do not pile up here.",
        "Nothing to do.");
  }

  private static String ended(Accumulation found) {
    long ends = Math.round(found.ends());
    return ends == 0 ? "none ended" : ends + " ended";
  }

  private static String perUnit(@Nullable Estimate perUnit) {
    return perUnit == null
        ? ""
        : String.format(Locale.ROOT, "; %.2g per 1,000 units of work", 1000 * perUnit.value());
  }

  /** Two significant parts at most: {@code 45 s}, {@code 12 min}, {@code 3 h 20 min}. */
  static String duration(double seconds) {
    long rounded = Math.round(seconds);
    if (rounded < 120) {
      return rounded + " s";
    }
    long minutes = Math.round(seconds / 60);
    if (minutes < 120) {
      return minutes + " min";
    }
    return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
  }
}
