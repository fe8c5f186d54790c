package io.threadleak.model;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The process as the operating system sees it: its threads, those of the JVM itself and of native
 * libraries included, and how long the limits on them last.
 *
 * @param threads that the operating system counts, null where it does not tell
 * @param javaThreads those of them that Java knows, the monitor's own included; never more than all
 * @param growthPerSecond of all threads, null while they do not grow beyond doubt
 * @param nativeGrowthPerSecond of those that Java does not know, null likewise
 * @param left by the name of a limit: threads that may still be started, 0 or more
 */
public record ProcessReport(
    @Nullable Long threads,
    long javaThreads,
    @Nullable Estimate growthPerSecond,
    @Nullable Estimate nativeGrowthPerSecond,
    Map<String, Long> left) {

  /** Nothing is known. */
  public static final ProcessReport NONE = new ProcessReport(null, 0, null, null, Map.of());

  /** Copies the map. */
  public ProcessReport {
    javaThreads = threads == null ? javaThreads : Math.min(javaThreads, threads);
    left = Map.copyOf(left);
  }

  /** Threads that Java does not know: the JVM's own and native libraries'; null where unknown. */
  public @Nullable Long nativeThreads() {
    return threads == null ? null : threads - javaThreads;
  }

  /**
   * Seconds until each limit is met, by its name, in the order of names: at the upper end of the
   * growth's interval, so rather too soon than too late. Empty while nothing grows.
   */
  public Map<String, Double> exhaustionSeconds() {
    Estimate growth = growthPerSecond;
    if (growth == null || !(growth.high() > 0)) {
      return Map.of();
    }
    return left.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> entry.getValue() / growth.high(),
                (one, other) -> one,
                TreeMap::new));
  }
}
