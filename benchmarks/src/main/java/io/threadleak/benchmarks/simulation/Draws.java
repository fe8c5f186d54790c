package io.threadleak.benchmarks.simulation;

import java.util.SplittableRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The random numbers of one site or one purpose: a stream of its own for each family, seed and
 * name, so that one site's draws never move another's. Used by one thread.
 */
final class Draws {

  private final UniformRandomProvider random;

  Draws(String family, long seed, String name) {
    long mixed = 31L * (31L * seed + family.hashCode()) + name.hashCode();
    random = new SplittableRandom(mixed)::nextLong;
  }

  /** Uniform between two numbers. */
  double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** Between two numbers above 0, each order of magnitude as likely as the next. */
  double magnitude(double low, double high) {
    return Math.exp(between(Math.log(low), Math.log(high)));
  }

  /** A whole number, both ends included. */
  int whole(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A count of independent events, 0 or more. */
  int poisson(double mean) {
    return mean <= 0 ? 0 : PoissonSampler.of(random, mean).sample();
  }

  double exponential(double mean) {
    return ZigguratSampler.Exponential.of(random, mean).sample();
  }

  /** With mean 0 and deviation 1. */
  double normal() {
    return ZigguratSampler.NormalizedGaussian.of(random).sample();
  }

  /** How many of so many are left if each is, independently, with a probability. */
  int thinned(int count, double probability) {
    int left = 0;
    for (int i = 0; i < count; i++) {
      left += random.nextDouble() < probability ? 1 : 0;
    }
    return left;
  }

  /** So many times between 0 and a length, in any order. */
  double[] spread(int count, double length) {
    double[] times = new double[count];
    for (int i = 0; i < count; i++) {
      times[i] = between(0, length);
    }
    return times;
  }
}
