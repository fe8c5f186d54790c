package io.threadleak.model;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many live threads have reached which age, ascending by age. A day's recording holds millions
 * of these counts, so they are kept in arrays. Immutable.
 */
public final class AgeCounts {

  /** Where ages were not recorded. */
  public static final AgeCounts NONE = new AgeCounts(new int[0], new int[0]);

  /** What {@link #at} says of an age that was not recorded. */
  public static final int UNKNOWN = -1;

  private final int[] seconds;
  private final int[] threads;

  private AgeCounts(int[] seconds, int[] threads) {
    this.seconds = seconds;
    this.threads = threads;
  }

  /** Counts by age in seconds. */
  public static AgeCounts of(SortedMap<Integer, Integer> threadsBySeconds) {
    return new AgeCounts(
        threadsBySeconds.keySet().stream().mapToInt(Integer::intValue).toArray(),
        threadsBySeconds.values().stream().mapToInt(Integer::intValue).toArray());
  }

  /**
   * Counts by age.
   *
   * @param seconds the ages, strictly ascending
   * @param threads live threads that have reached the age at the same index
   * @param ages how many of both arrays count
   * @throws IllegalArgumentException if the ages do not ascend
   */
  public static AgeCounts of(int[] seconds, int[] threads, int ages) {
    for (int i = 1; i < ages; i++) {
      if (seconds[i - 1] >= seconds[i]) {
        throw new IllegalArgumentException(
            "ages must ascend, but " + seconds[i] + " follows " + seconds[i - 1]);
      }
    }
    return new AgeCounts(Arrays.copyOf(seconds, ages), Arrays.copyOf(threads, ages));
  }

  /** Number of ages, 0 or more. */
  public int size() {
    return seconds.length;
  }

  /** An age in seconds. */
  public int seconds(int index) {
    return seconds[index];
  }

  /** Live threads that have reached the age at an index. */
  public int threads(int index) {
    return threads[index];
  }

  /** Live threads that have reached an age; {@link #UNKNOWN} where it was not recorded. */
  public int at(int ageSeconds) {
    for (int i = 0; i < seconds.length; i++) {
      if (seconds[i] == ageSeconds) {
        return threads[i];
      }
    }
    return UNKNOWN;
  }

  /** Counts by age in seconds, as a map of the caller's own. */
  public SortedMap<Integer, Integer> toMap() {
    SortedMap<Integer, Integer> map = new TreeMap<>();
    for (int i = 0; i < seconds.length; i++) {
      map.put(seconds[i], threads[i]);
    }
    return map;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AgeCounts counts
        && Arrays.equals(seconds, counts.seconds)
        && Arrays.equals(threads, counts.threads);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(seconds) + Arrays.hashCode(threads);
  }

  @Override
  public String toString() {
    return toMap().toString();
  }
}
