package io.threadleak.model;

import java.util.Arrays;

/**
 * The past of one site, copied from its {@link SiteHistory} at one moment. Immutable, so that any
 * thread may read it; its times are epoch seconds by the wall clock of that moment.
 */
public final class SitePast implements SiteHistory {

  private final double intervalSeconds;
  private final double[] ageRounds;
  private final double[] seconds;
  private final double[] work;
  private final int[] live;
  private final long[] started;
  private final long[] ended;
  private final int[] aged;
  private final int[] bound;

  private SitePast(SiteHistory history, double originSeconds, int[] kept) {
    intervalSeconds = history.intervalSeconds();
    ageRounds = new double[history.levels()];
    Arrays.setAll(ageRounds, history::ageRounds);
    seconds = new double[kept.length];
    work = new double[kept.length];
    live = new int[kept.length];
    started = new long[kept.length];
    ended = new long[kept.length];
    aged = new int[kept.length * ageRounds.length];
    bound = new int[kept.length];
    for (int i = 0; i < kept.length; i++) {
      seconds[i] = originSeconds + history.seconds(kept[i]);
      work[i] = history.work(kept[i]);
      live[i] = history.live(kept[i]);
      started[i] = history.started(kept[i]);
      ended[i] = history.ended(kept[i]);
      for (int level = 0; level < ageRounds.length; level++) {
        aged[i * ageRounds.length + level] = history.aged(kept[i], level);
      }
      bound[i] = history.bound(kept[i]);
    }
  }

  /**
   * Copies a history.
   *
   * @param originSeconds the epoch second at which the history's own seconds are 0
   * @param most samples to keep, 2 or more: of a longer history the first, and the last one of each
   *     of equal stretches of time after it
   */
  public static SitePast of(SiteHistory history, double originSeconds, int most) {
    return new SitePast(history, originSeconds, kept(history, most));
  }

  private static int[] kept(SiteHistory history, int most) {
    int size = history.size();
    int[] kept = new int[Math.min(size, most)];
    if (size <= most) {
      Arrays.setAll(kept, i -> i);
      return kept;
    }
    double first = history.seconds(0);
    double stretch = (history.seconds(size - 1) - first) / (most - 1);
    int count = 1;
    double before = 1;
    for (int i = 1; i < size; i++) {
      double place = Math.min(most - 1, Math.ceil((history.seconds(i) - first) / stretch));
      if (i > 1 && place > before) {
        count++;
      }
      kept[count] = i;
      before = place;
    }
    return Arrays.copyOf(kept, count + 1);
  }

  @Override
  public int size() {
    return seconds.length;
  }

  /** Time of a sample in epoch seconds. */
  @Override
  public double seconds(int index) {
    return seconds[index];
  }

  @Override
  public double intervalSeconds() {
    return intervalSeconds;
  }

  @Override
  public int live(int index) {
    return live[index];
  }

  @Override
  public long started(int index) {
    return started[index];
  }

  @Override
  public long ended(int index) {
    return ended[index];
  }

  @Override
  public int levels() {
    return ageRounds.length;
  }

  @Override
  public double ageRounds(int level) {
    return ageRounds[level];
  }

  @Override
  public int aged(int index, int level) {
    return aged[index * ageRounds.length + level];
  }

  @Override
  public int bound(int index) {
    return bound[index];
  }

  @Override
  public double work(int index) {
    return work[index];
  }
}
