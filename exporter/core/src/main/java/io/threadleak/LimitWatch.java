package io.threadleak;

import io.threadleak.analysis.Surroundings.Headroom;
import io.threadleak.analysis.TotalGrowth;
import io.threadleak.limits.Bound;
import io.threadleak.limits.ThreadLimits;
import io.threadleak.model.Estimate;
import io.threadleak.model.ProcessReport;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.ThreadKind;
import io.threadleak.sampling.Histories;
import io.threadleak.sampling.SiteCounts;
import io.threadleak.sampling.Snapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The process' threads as the operating system counts them, each round; its limits on them and how
 * much of those is left, read anew every {@value #EVERY_SECONDS} s; and how long that lasts. Used
 * by one thread at a time.
 */
final class LimitWatch {

  private static final double EVERY_SECONDS = 60;

  private static final int ALL = 0;
  private static final int NATIVE = 1;

  private final ThreadLimits threadLimits;
  private final Histories histories;
  private final TotalGrowth growth = new TotalGrowth();
  private final TotalGrowth nativeGrowth = new TotalGrowth();
  private Map<String, Bound> bounds = Map.of();
  private double readSeconds = Double.NEGATIVE_INFINITY;
  private long liveThen;
  private long live;
  private ProcessReport report = ProcessReport.NONE;

  LimitWatch(ThreadLimits threadLimits, double intervalSeconds) {
    this.threadLimits = threadLimits;
    this.histories = new Histories(intervalSeconds, new double[0]);
  }

  /** Takes note of a round's threads, and reads the limits where they are due. */
  void look(Snapshot snapshot, double seconds) {
    long inJava =
        snapshot.ownThreads()
            + snapshot.sites().stream()
                .filter(site -> site.entry().site().kind() == ThreadKind.PLATFORM)
                .mapToLong(Snapshot.SiteSample::live)
                .sum();
    OptionalLong counted = threadLimits.live();
    live = Math.max(inJava, counted.orElse(inJava));
    if (seconds - readSeconds >= EVERY_SECONDS) {
      bounds = threadLimits.read(live);
      liveThen = live;
      readSeconds = seconds;
    }
    histories.begin(seconds, Double.NaN);
    histories.add(ALL, new Total(live));
    histories.add(NATIVE, new Total(live - inJava));
    Estimate grows = growth.look(histories.of(ALL));
    Estimate growsNative = nativeGrowth.look(histories.of(NATIVE));
    report =
        new ProcessReport(
            counted.isEmpty() ? null : live,
            inJava,
            grows,
            counted.isEmpty() ? null : growsNative,
            left());
  }

  /** What was left when the limits were read, less what came since. */
  private Map<String, Long> left() {
    Map<String, Long> left = new HashMap<>();
    bounds.forEach((name, bound) -> left.put(name, left(bound)));
    return left;
  }

  private long left(Bound bound) {
    return Math.max(0, Math.min(bound.limit(), bound.left() + liveThen - live));
  }

  /** The limits by name. */
  Map<String, Long> limits() {
    return bounds.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, bound -> bound.getValue().limit()));
  }

  /** The process as of the latest look. */
  ProcessReport report() {
    return report;
  }

  /**
   * The limit with least left, and the threads that count towards it; null where there is none. An
   * estimate that moves by itself is no limit that a sentence could name.
   */
  @Nullable Headroom headroom() {
    Headroom least = null;
    for (Map.Entry<String, Bound> entry : bounds.entrySet()) {
      long limit = entry.getValue().limit();
      long left = left(entry.getValue());
      boolean isLess = least == null || left < least.limit() - least.live();
      if (isLess && !entry.getKey().equals(ThreadLimits.MEMORY)) {
        least = new Headroom(limit, limit - left);
      }
    }
    return least;
  }

  /** A round's sum of threads, of which nothing else is known. */
  private record Total(long threads) implements SiteCounts {

    @Override
    public int live() {
      return (int) Math.min(threads, Integer.MAX_VALUE);
    }

    @Override
    public long started() {
      return 0;
    }

    @Override
    public long ended() {
      return 0;
    }

    @Override
    public int aged(int level) {
      return 0;
    }

    @Override
    public int bound() {
      return SiteHistory.UNBOUNDED;
    }
  }
}
