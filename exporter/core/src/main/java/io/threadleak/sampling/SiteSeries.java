package io.threadleak.sampling;

import io.threadleak.model.Ages;
import io.threadleak.model.SiteHistory;
import io.threadleak.sampling.Snapshot.SiteSample;
import java.util.Arrays;

/**
 * The past of one site over a shared {@link Timeline}: {@value #BYTES_PER_SAMPLE} bytes a sample. A
 * site that came later than the timeline begins where it came.
 */
final class SiteSeries implements SiteHistory {

  static final int BYTES_PER_SAMPLE = 4 + 8 + 8 + 5 * 4;

  private static final int LEVELS = Ages.ROUNDS.size();
  private static final int FIRST_CAPACITY = 16;

  private final Timeline timeline;
  private int birth;
  private int[] live = new int[FIRST_CAPACITY];
  private long[] started = new long[FIRST_CAPACITY];
  private long[] ended = new long[FIRST_CAPACITY];
  private int[] aged = new int[FIRST_CAPACITY * LEVELS];
  private int size;

  /** A series whose first sample is the timeline's latest. */
  SiteSeries(Timeline timeline) {
    this.timeline = timeline;
    this.birth = timeline.size() - 1;
  }

  /** Adds the sample that belongs to the timeline's latest instant. */
  void add(SiteSample sample) {
    if (size == live.length) {
      grow();
    }
    live[size] = sample.states().total();
    started[size] = sample.started();
    ended[size] = sample.ended();
    for (int level = 0; level < LEVELS; level++) {
      aged[size * LEVELS + level] = sample.agedRounds().get(level);
    }
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
    int later = size - index;
    System.arraycopy(live, index + 1, live, index, later);
    System.arraycopy(started, index + 1, started, index, later);
    System.arraycopy(ended, index + 1, ended, index, later);
    System.arraycopy(aged, (index + 1) * LEVELS, aged, index * LEVELS, later * LEVELS);
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
  public int aged(int index, int level) {
    return aged[index * LEVELS + level];
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
    aged = Arrays.copyOf(aged, capacity * LEVELS);
  }
}
