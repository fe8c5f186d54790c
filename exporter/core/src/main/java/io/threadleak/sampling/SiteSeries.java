package io.threadleak.sampling;

import io.threadleak.model.SiteHistory;
import java.util.Arrays;

/**
 * The past of one site over a shared {@link Timeline}: {@value #BYTES_PER_SAMPLE} bytes a sample at
 * five ages. A site that came later than the timeline begins where it came.
 */
final class SiteSeries implements SiteHistory {

  static final int BYTES_PER_SAMPLE = 4 + 8 + 8 + 5 * 4 + 4;

  private static final int FIRST_CAPACITY = 16;

  private final Timeline timeline;
  private int birth;
  private int[] live = new int[FIRST_CAPACITY];
  private long[] started = new long[FIRST_CAPACITY];
  private long[] ended = new long[FIRST_CAPACITY];
  private int[] aged;
  private int[] bound = new int[FIRST_CAPACITY];
  private int size;
  private int firstOfRun;

  /** A series whose first sample is the timeline's latest. */
  SiteSeries(Timeline timeline) {
    this.timeline = timeline;
    this.birth = timeline.size() - 1;
    this.aged = new int[FIRST_CAPACITY * timeline.levels()];
  }

  /** Adds the sample that belongs to the timeline's latest instant. */
  void add(SiteCounts counts) {
    if (size == live.length) {
      grow();
    }
    live[size] = counts.live();
    started[size] = counts.started();
    ended[size] = counts.ended();
    int levels = levels();
    for (int level = 0; level < levels; level++) {
      aged[size * levels + level] = counts.aged(level);
    }
    bound[size] = counts.bound();
    size++;
    if (size > 1 && !continues(size - 1)) {
      firstOfRun = size - 1;
    }
  }

  /** Instants between the site's latest sample and the timeline's latest. */
  int missing() {
    return timeline.size() - birth - size;
  }

  /** Adds a sample like the one before it. */
  void repeat() {
    if (size == live.length) {
      grow();
    }
    int levels = levels();
    live[size] = live[size - 1];
    started[size] = started[size - 1];
    ended[size] = ended[size - 1];
    System.arraycopy(aged, (size - 1) * levels, aged, size * levels, levels);
    bound[size] = bound[size - 1];
    size++;
  }

  /** Drops the sample of an instant that the timeline is about to drop. */
  void drop(int instant) {
    if (instant < birth) {
      birth--;
      return;
    }
    int index = instant - birth;
    size--;
    firstOfRun -= index < firstOfRun ? 1 : 0;
    int later = size - index;
    System.arraycopy(live, index + 1, live, index, later);
    System.arraycopy(started, index + 1, started, index, later);
    System.arraycopy(ended, index + 1, ended, index, later);
    int levels = levels();
    System.arraycopy(aged, (index + 1) * levels, aged, index * levels, later * levels);
    System.arraycopy(bound, index + 1, bound, index, later);
  }

  @Override
  public int firstOfRun() {
    return firstOfRun;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public double seconds(int index) {
    return timeline.seconds(birth + index);
  }

  @Override
  public int indexAt(double seconds, int from) {
    return Math.max(from, Math.min(timeline.indexAt(seconds) - birth, size - 1));
  }

  @Override
  public double intervalSeconds() {
    return timeline.intervalSeconds();
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
    return timeline.levels();
  }

  @Override
  public double ageRounds(int level) {
    return timeline.ageRounds(level);
  }

  @Override
  public int aged(int index, int level) {
    return aged[index * levels() + level];
  }

  @Override
  public int bound(int index) {
    return bound[index];
  }

  @Override
  public double work(int index) {
    return timeline.work(birth + index);
  }

  private void grow() {
    int capacity = Math.min(Timeline.CAPACITY, live.length * 2);
    live = Arrays.copyOf(live, capacity);
    started = Arrays.copyOf(started, capacity);
    ended = Arrays.copyOf(ended, capacity);
    aged = Arrays.copyOf(aged, capacity * levels());
    bound = Arrays.copyOf(bound, capacity);
  }
}
