package io.threadleak.analysis;

import io.threadleak.analysis.PilesUp.Work;
import io.threadleak.model.Estimate;
import org.jspecify.annotations.Nullable;

/** A leak of 37 threads in 40 minutes at a constant load, to be varied by tests. */
final class Leak {

  private boolean leaking = true;
  private double seconds = 2400;
  private double ageSeconds;
  private double came = 37;
  private double ended;
  private boolean levelsOff;
  private Estimate perSecond = about(0.0154);
  private @Nullable Estimate perUnit = about(0.00092);
  private Work work = Work.WENT_ON;
  private double workRise = 0.01;

  Leak suspect() {
    leaking = false;
    return this;
  }

  Leak over(double seconds) {
    this.seconds = seconds;
    return this;
  }

  Leak older(double ageSeconds) {
    this.ageSeconds = ageSeconds;
    return this;
  }

  Leak came(double came, double ended) {
    this.came = came;
    this.ended = ended;
    return this;
  }

  Leak levelsOff() {
    levelsOff = true;
    return this;
  }

  Leak perSecond(double rate) {
    return perSecond(about(rate));
  }

  Leak perSecond(Estimate rate) {
    perSecond = rate;
    return this;
  }

  Leak perUnit(double rate) {
    return perUnit(about(rate));
  }

  Leak perUnit(Estimate rate) {
    perUnit = rate;
    return this;
  }

  /** Work that went on, and rose by so much. */
  Leak workRose(double share) {
    workRise = share;
    return this;
  }

  Leak without(Work work) {
    this.work = work;
    perUnit = null;
    return this;
  }

  Sentences inWords(Surroundings around) {
    return new PilesUp(
            leaking,
            seconds,
            ageSeconds,
            came,
            ended,
            levelsOff,
            perSecond,
            perUnit,
            work,
            workRise)
        .inWords(around);
  }

  private static Estimate about(double value) {
    return new Estimate(value, 0.9 * value, 1.1 * value);
  }
}
