package io.threadleak.sampling;

/** Whole numbers shared out by weights so that nothing is lost. */
final class Shares {

  private Shares() {}

  /** Parts of an amount of 0 or more, that add up to it; evenly where no weight is above 0. */
  static long[] of(long amount, double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += Math.max(0, weight);
    }
    long[] parts = new long[weights.length];
    double owed = 0;
    long given = 0;
    for (int i = 0; i < weights.length; i++) {
      owed += sum > 0 ? amount * Math.max(0, weights[i]) / sum : (double) amount / weights.length;
      parts[i] = i == weights.length - 1 ? amount - given : Math.round(owed) - given;
      given += parts[i];
    }
    return parts;
  }

  /**
   * Parts of an amount that add up to it, each at least what is asked for it and otherwise by
   * weights; where more is asked for than there is, by what is asked.
   */
  static long[] atLeast(long amount, long[] asked, double[] weights) {
    double sum = 0;
    long sumAsked = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += Math.max(0, weights[i]);
      sumAsked += asked[i];
    }
    double[] beyond = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      double fair = sum > 0 ? amount * Math.max(0, weights[i]) / sum : 0;
      beyond[i] = sumAsked >= amount ? asked[i] : Math.max(0, fair - asked[i]);
    }
    if (sumAsked >= amount) {
      return of(amount, beyond);
    }
    long[] parts = of(amount - sumAsked, beyond);
    for (int i = 0; i < parts.length; i++) {
      parts[i] += asked[i];
    }
    return parts;
  }

  /**
   * The same where many small amounts follow each other: what rounding kept from a part is made up
   * for at the next.
   *
   * @param owed to each part so far; changed
   */
  static int[] carrying(int amount, double[] weights, double[] owed) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    int[] parts = new int[weights.length];
    int left = amount;
    for (int i = 0; i < weights.length; i++) {
      owed[i] += sum > 0 ? amount * weights[i] / sum : (double) amount / weights.length;
      parts[i] = Math.max(0, Math.min(left, (int) Math.floor(owed[i])));
      left -= parts[i];
      owed[i] -= parts[i];
    }
    while (left > 0) {
      int most = 0;
      for (int i = 1; i < owed.length; i++) {
        most = owed[i] > owed[most] ? i : most;
      }
      int one = Math.max(1, (int) Math.min(left, owed[most]));
      parts[most] += one;
      owed[most] -= one;
      left -= one;
    }
    return parts;
  }
}
