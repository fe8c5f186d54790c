package io.threadleak.benchmarks.simulation;

import java.util.Arrays;

/**
 * One site's live threads and the service's work as Prometheus would have scraped them, with the
 * functions of PromQL that rules are made of.
 *
 * <p>As in PromQL, a window reaches back from a sample by its length, its begin excluded, and a
 * function over it takes what samples there are: one that begins later makes it shorter. A gap of
 * more than five minutes makes a series stale.
 */
final class Series {

  /** Prometheus looks back so far for a sample. */
  static final double STALE_SECONDS = 300;

  private final double[] seconds;
  private final int[] live;
  private final double[] work;

  Series(Recording recording, SiteTrace site) {
    this(recording.seconds, site.live, recording.work);
  }

  Series(double[] seconds, int[] live, double[] work) {
    this.seconds = seconds;
    this.live = live;
    this.work = withoutResets(work);
  }

  /** A counter as {@code rate} sees it: after a reset it goes on from where it was. */
  private static double[] withoutResets(double[] counter) {
    double[] steady = counter.clone();
    double lost = 0;
    for (int i = 1; i < steady.length; i++) {
      lost += counter[i] < counter[i - 1] ? counter[i - 1] : 0;
      steady[i] += lost;
    }
    return steady;
  }

  int size() {
    return seconds.length;
  }

  double seconds(int index) {
    return seconds[index];
  }

  int live(int index) {
    return live[index];
  }

  /** The first sample of a window that ends at a sample. */
  int beginOf(int index, double windowSeconds) {
    int found = Arrays.binarySearch(seconds, 0, index + 1, seconds[index] - windowSeconds);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The sample that was the latest so long before another, -1 where it is stale or not there. */
  int before(int index, double offsetSeconds) {
    double at = seconds[index] - offsetSeconds;
    int found = Arrays.binarySearch(seconds, 0, index + 1, at);
    int latest = found >= 0 ? found : -found - 2;
    return latest >= 0 && at - seconds[latest] <= STALE_SECONDS ? latest : -1;
  }

  /** Work per second over a window; NaN where unknown, or where there is but one sample. */
  double workRate(int index, double windowSeconds) {
    int begin = beginOf(index, windowSeconds);
    return begin == index
        ? Double.NaN
        : (work[index] - work[begin]) / (seconds[index] - seconds[begin]);
  }

  /** The fewest live threads in a window. */
  int fewest(int index, double windowSeconds) {
    int fewest = Integer.MAX_VALUE;
    for (int i = beginOf(index, windowSeconds); i <= index; i++) {
      fewest = Math.min(fewest, live[i]);
    }
    return fewest;
  }

  /** A line through the live threads of a window, by least squares. */
  Line line(int index, double windowSeconds) {
    int begin = beginOf(index, windowSeconds);
    int count = index - begin + 1;
    double sumX = 0;
    double sumY = 0;
    double sumXx = 0;
    double sumXy = 0;
    for (int i = begin; i <= index; i++) {
      double x = seconds[i] - seconds[index];
      sumX += x;
      sumY += live[i];
      sumXx += x * x;
      sumXy += x * live[i];
    }
    double spread = sumXx - sumX * sumX / count;
    if (count < 2 || spread == 0) {
      return new Line(Double.NaN, Double.NaN);
    }
    double slope = (sumXy - sumX * sumY / count) / spread;
    return new Line((sumY - slope * sumX) / count, slope);
  }

  /**
   * A fitted line.
   *
   * @param now its value at the window's end
   * @param perSecond its slope
   */
  record Line(double now, double perSecond) {}
}
