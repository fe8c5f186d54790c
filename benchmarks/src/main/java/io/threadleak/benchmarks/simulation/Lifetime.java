package io.threadleak.benchmarks.simulation;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The law of how long a thread lives, in seconds. */
sealed interface Lifetime {

  /** One life. */
  double draw(Draws draws);

  /** What is left of the life of a thread that is met in a settled population. */
  double drawRest(Draws draws);

  /** The mean of what is lived within the first so many seconds: the survival function's area. */
  double livedWithin(double seconds);

  double mean();

  /** The same law, slowed by a factor. */
  Lifetime times(double factor);

  /**
   * Without memory.
   *
   * @param mean in seconds, above 0
   */
  record Exponential(double mean) implements Lifetime {
    @Override
    public double draw(Draws draws) {
      return draws.exponential(mean);
    }

    @Override
    public double drawRest(Draws draws) {
      return draws.exponential(mean);
    }

    @Override
    public double livedWithin(double seconds) {
      return -mean * Math.expm1(-seconds / mean);
    }

    @Override
    public Lifetime times(double factor) {
      return new Exponential(mean * factor);
    }
  }

  /**
   * With a heavy tail.
   *
   * @param mean in seconds, above 0
   * @param sigma deviation of the life's logarithm, above 0
   */
  record Lognormal(double mean, double sigma) implements Lifetime {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private double mu() {
      return Math.log(mean) - sigma * sigma / 2;
    }

    @Override
    public double draw(Draws draws) {
      return Math.exp(mu() + sigma * draws.normal());
    }

    @Override
    public double drawRest(Draws draws) {
      double met = Math.exp(mu() + sigma * sigma + sigma * draws.normal());
      return met * draws.between(0, 1);
    }

    @Override
    public double livedWithin(double seconds) {
      if (seconds <= 0) {
        return 0;
      }
      double z = (Math.log(seconds) - mu()) / sigma;
      return mean * NORMAL.cumulativeProbability(z - sigma)
          + seconds * NORMAL.survivalProbability(z);
    }

    @Override
    public Lifetime times(double factor) {
      return new Lognormal(mean * factor, sigma);
    }
  }
}
