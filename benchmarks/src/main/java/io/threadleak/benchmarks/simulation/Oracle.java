package io.threadleak.benchmarks.simulation;

import java.util.Arrays;

/**
 * Sequential likelihood-ratio tests that know the service, its rates and when the leak would begin:
 * what no monitor knows, and nothing can decide much sooner at the same error.
 *
 * <p>They stop when the leak is so many times as likely as health as Wald's sequential test asks
 * for at an error of one per cent: a log-likelihood ratio of ln(1/0.01) (A. Wald, "Sequential Tests
 * of Statistical Hypotheses", Annals of Mathematical Statistics 16, 1945). Only the upper bound
 * stands: where the data speak for health the test goes on, as a monitor does.
 */
final class Oracle {

  static final double ERROR = 0.01;

  private static final double THRESHOLD = Math.log(1 / ERROR);

  /** So little weight is left out of a sum. */
  private static final double NEGLIGIBLE = 1e-12;

  private Oracle() {}

  /**
   * Sees the live threads of each round, as any monitor does.
   *
   * <p>Health: they are a Poisson count with the mean that the true request rate and lifetime give.
   * Leak: the same, plus a Poisson process at the true leak rate, whose state is summed out (a
   * hidden Markov model, filtered forward). Counts of different rounds are taken as independent
   * given the rates, which they are but for lives that span two rounds.
   *
   * @return the round at which it stops, -1 where it never does
   */
  static int byLiveThreads(RequestLeak leak, Grid grid, SiteTrace site) {
    double[] means = leak.healthyMeans(grid);
    double[] weights = {1};
    double ratio = 0;
    for (int round = site.leaksFrom; round < grid.rounds(); round++) {
      double leaks = leak.requests().at(round) * leak.share() * grid.intervalSeconds();
      weights = seen(later(weights, leaks), site.live[round], means[round]);
      double evidence = sum(weights);
      ratio += Math.log(evidence);
      if (ratio >= THRESHOLD) {
        return round;
      }
      for (int i = 0; i < weights.length; i++) {
        weights[i] /= evidence;
      }
    }
    return -1;
  }

  /** How likely each number of leaked threads is one round later. */
  private static double[] later(double[] weights, double mean) {
    int most = 1;
    double tail = -Math.expm1(-mean);
    double term = Math.exp(-mean);
    while (tail > NEGLIGIBLE && most < 100) {
      term *= mean / most;
      tail -= term;
      most++;
    }
    double[] later = new double[weights.length + most - 1];
    double arriving = Math.exp(-mean);
    for (int more = 0; more < most; more++) {
      for (int i = 0; i < weights.length; i++) {
        later[i + more] += weights[i] * arriving;
      }
      arriving *= mean / (more + 1);
    }
    return trimmed(later);
  }

  private static double[] trimmed(double[] weights) {
    int length = weights.length;
    while (length > 1 && weights[length - 1] < NEGLIGIBLE * NEGLIGIBLE) {
      length--;
    }
    return Arrays.copyOf(weights, length);
  }

  /** Each number's weight times how much more likely it makes the live threads than health does. */
  private static double[] seen(double[] weights, int live, double mean) {
    double[] seen = new double[weights.length];
    double logRatio = 0;
    for (int leaked = 0; leaked < weights.length && leaked <= live; leaked++) {
      seen[leaked] = weights[leaked] * Math.exp(logRatio);
      logRatio += Math.log((live - leaked) / mean);
    }
    return seen;
  }

  private static double sum(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    return sum;
  }

  /**
   * Sees of each leaked thread, and knows it to be none of the short-lived ones, for how long it
   * has lived and that it has not ended.
   *
   * <p>Health: threads of the same start rate that live a long but finite time, memoryless with a
   * known mean. Leak: they never end. With no end seen, the log-likelihood ratio is the time lived
   * by all of them together over that mean.
   *
   * @return the round at which it stops, -1 where it never does
   */
  static int byLivedTime(Grid grid, SiteTrace site, double meanSeconds) {
    double lived = 0;
    for (int round = site.leaksFrom; round < grid.rounds(); round++) {
      lived += (double) site.leaked[round] * grid.intervalSeconds();
      if (lived / meanSeconds >= THRESHOLD) {
        return round;
      }
    }
    return -1;
  }
}
