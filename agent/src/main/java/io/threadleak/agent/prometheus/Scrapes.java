package io.threadleak.agent.prometheus;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** When one process was scraped, and how often it looks at itself. Used by one thread. */
final class Scrapes implements SeriesReader.Samples {

  /** Distances are told apart to a tenth of a second. */
  private static final long STEP_MILLIS = 100;

  /** Longer ones are gaps. */
  private static final long MAX_MILLIS = 7_200_000;

  private final SortedMap<Long, Long> distances = new TreeMap<>();
  private long first;
  private long last;
  private long count;
  private double samplingSeconds;

  @Override
  public void sample(long millis, double value) {
    if (count > 0 && millis <= last) {
      return;
    }
    if (count++ == 0) {
      first = millis;
    } else if (millis - last <= MAX_MILLIS) {
      distances.merge(Math.round((millis - last) / (double) STEP_MILLIS), 1L, Long::sum);
    }
    last = millis;
    if (Double.isFinite(value) && value > 0) {
      samplingSeconds = value;
    }
  }

  /** Of the first scrape, in milliseconds since the epoch. */
  long first() {
    return first;
  }

  /** Of the last scrape, in milliseconds since the epoch. */
  long last() {
    return last;
  }

  /** How many there were. */
  long count() {
    return count;
  }

  /** The median distance in milliseconds; one minute where there is none. */
  long medianMillis() {
    long all = distances.values().stream().mapToLong(Long::longValue).sum();
    long seen = 0;
    for (Map.Entry<Long, Long> distance : distances.entrySet()) {
      seen += distance.getValue();
      if (2 * seen >= all) {
        return Math.max(1, distance.getKey()) * STEP_MILLIS;
      }
    }
    return 60_000;
  }

  /**
   * From one round that can be seen to the next, in milliseconds: the larger of the distance of
   * scrapes and that of the rounds themselves.
   */
  long intervalMillis() {
    return Math.max(medianMillis(), Math.round(samplingSeconds * 1000));
  }
}
