package io.threadleak.analysis;

import io.threadleak.analysis.PilesUp.Work;
import io.threadleak.model.Verdict;
import java.time.Instant;

/** Judgements with their evidence: the figures are copied here, and put into words later. */
final class Words {

  /** So many ends for each thread that comes are a site whose number should level off. */
  private static final double LEVELS_OFF = 0.2;

  /** The present rate of work is that of so many rounds. */
  private static final double RECENT_ROUNDS = 30;

  private Words() {}

  static Judgement undecided(int rounds, int needed) {
    return new Judgement(
        Verdict.UNDECIDED, null, 0, 0, rounds, Double.NaN, new TooEarly(rounds, needed));
  }

  /** Threads that pile up. */
  static Judgement grown(Accumulation found, Verdict verdict) {
    Window window = found.window();
    Growth growth = Growth.of(window, found.level());
    Timeline timeline = window.timeline();
    double ageSeconds = timeline.ageRounds(found.level()) * timeline.intervalSeconds();
    PilesUp evidence =
        new PilesUp(
            verdict == Verdict.LEAKING,
            window.seconds(),
            ageSeconds,
            found.growth() + found.ends(),
            found.ends(),
            found.turnover() > LEVELS_OFF,
            growth.perSecond(),
            growth.perUnit(),
            work(window),
            window.workRise());
    return new Judgement(
        verdict,
        growth,
        (int) Math.round(found.present()),
        ageSeconds,
        window.rounds(),
        done(window) / window.rounds(),
        evidence);
  }

  private static Work work(Window window) {
    double done = done(window);
    if (Double.isNaN(done)) {
      return Work.UNKNOWN;
    }
    return done > 0 ? Work.WENT_ON : Work.STOOD_STILL;
  }

  /** Units of work, NaN where unknown. */
  private static double done(Window window) {
    return window.timeline().work(window.endOf(4)) - window.timeline().work(window.endOf(0));
  }

  /** Threads that do not pile up. */
  static Judgement calm(Window window, Verdict verdict, Growth growth) {
    Timeline timeline = window.timeline();
    int level = timeline.levels() > 0 ? 0 : Timeline.LIVE;
    Window recent = new Window(timeline, Math.min(RECENT_ROUNDS, window.rounds()));
    Calm evidence =
        new Calm(
            window.seconds(),
            window.started(),
            window.ended(),
            window.aged(Timeline.LIVE, 4),
            growth::rises,
            verdict == Verdict.PROPORTIONAL,
            window.workRatio());
    return new Judgement(
        verdict,
        growth,
        (int) Math.round(window.aged(level, 4)),
        timeline.ageRounds(level) * timeline.intervalSeconds(),
        window.rounds(),
        done(recent) / recent.rounds(),
        evidence);
  }

  /** Adds when the evidence of a verdict that still holds was seen last. */
  static Sentences lastSeen(Sentences sentences, Instant when) {
    return sentences.with("last seen at " + Figures.time(when) + " UTC");
  }

  /** Adds that the site was called leaking, and when that was taken back. */
  static Sentences takenBack(Sentences sentences, Instant from, Instant to) {
    return sentences.with(
        "it was called leaking at "
            + Figures.time(from)
            + " UTC, which was taken back at "
            + Figures.time(to)
            + " UTC");
  }
}
