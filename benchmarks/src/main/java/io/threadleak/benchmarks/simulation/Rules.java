package io.threadleak.benchmarks.simulation;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * Rules in use for the number of threads, or of goroutines. In the field most see a process's
 * total; here each is given the threads of one site, which is kinder.
 */
final class Rules {

  private static final double MINUTE = 60;
  private static final double HOUR = 3600;

  /** What the rule on threads per request takes for usual. */
  private static final double LEARNING = 15 * MINUTE;

  private static final List<Rule> ALL =
      List.of(
          new Rule("live > 500, for 5m", 0, 5 * MINUTE, series -> i -> series.live(i) > 500),
          new Rule(
              "live / rate(work[5m]) > 2 × its mean of the first 15m, for 10m",
              LEARNING,
              10 * MINUTE,
              Rules::perRequestDoubled),
          new Rule(
              "deriv(live[1h]) > 1 a minute, for 15m",
              HOUR,
              15 * MINUTE,
              series -> i -> series.line(i, HOUR).perSecond() > 1 / MINUTE),
          new Rule(
              "predict_linear(live[2h], 6h) > 1000, for 1h",
              2 * HOUR,
              HOUR,
              series -> i -> predicted(series.line(i, 2 * HOUR), 6 * HOUR) > 1000),
          new Rule(
              "holmes, its goroutine defaults", 0, 0, series -> holmes(series, 3000, 20, 200_000)),
          new Rule("holmes, its thread defaults", 0, 0, series -> holmes(series, 10, 25, 70)),
          new Rule(
              "rising hourly floor, also per request, by more than 20 in 4h, for 1h",
              5 * HOUR,
              HOUR,
              Rules::risingFloor));

  private Rules() {}

  static List<Rule> all() {
    return ALL;
  }

  /** Threads per request rate against what they were in the beginning. */
  private static IntPredicate perRequestDoubled(Series series) {
    double window = 5 * MINUTE;
    double sum = 0;
    int count = 0;
    for (int i = 0; i < series.size() && series.seconds(i) <= LEARNING; i++) {
      double rate = series.workRate(i, window);
      if (rate > 0) {
        sum += series.live(i) / rate;
        count++;
      }
    }
    double usual = sum / count;
    return i -> {
      double rate = series.workRate(i, window);
      return rate > 0 && series.live(i) / rate > 2 * usual;
    };
  }

  private static double predicted(Series.Line line, double aheadSeconds) {
    return line.now() + line.perSecond() * aheadSeconds;
  }

  /**
   * The rule of mosn/holmes, one look a sample: nothing below a minimum, always above an absolute
   * number, and else where the present value is so many per cent above the mean of the last ten,
   * itself among them; ten looks of warm-up.
   */
  private static IntPredicate holmes(Series series, int min, int diffPercent, int abs) {
    int ring = 10;
    return i -> {
      if (i < ring || series.live(i) < min) {
        return false;
      }
      double sum = 0;
      for (int back = 0; back < ring; back++) {
        sum += series.live(i - back);
      }
      return series.live(i) > abs || series.live(i) >= sum / ring * (100 + diffPercent) / 100;
    };
  }

  /**
   * Four times in a row the hour's floor is above that of the hour before, it has risen by more
   * than 20 in four hours, and by more than 5 % per unit of work a second.
   */
  private static IntPredicate risingFloor(Series series) {
    int[] floors = new int[series.size()];
    for (int i = 0; i < floors.length; i++) {
      floors[i] = series.fewest(i, HOUR);
    }
    return i -> {
      int later = i;
      for (int hours = 1; hours <= 4; hours++) {
        int earlier = series.before(i, hours * HOUR);
        if (earlier < 0 || floors[later] <= floors[earlier]) {
          return false;
        }
        later = earlier;
      }
      double now = floors[i] / series.workRate(i, HOUR);
      double then = floors[later] / series.workRate(later, HOUR);
      return floors[i] - floors[later] > 20 && now > 1.05 * then;
    };
  }
}
