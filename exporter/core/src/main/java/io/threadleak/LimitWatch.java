package io.threadleak;

import io.threadleak.analysis.Surroundings.Headroom;
import io.threadleak.model.ThreadKind;
import io.threadleak.sampling.Snapshot;
import io.threadleak.sampling.ThreadLimits;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operating system's limits on threads and how much of them is left, read anew every {@value
 * #EVERY_SECONDS} s. Used by one thread at a time.
 */
final class LimitWatch {

  private static final double EVERY_SECONDS = 60;

  private final ThreadLimits threadLimits;
  private Map<String, Long> limits = Map.of();
  private double readSeconds = Double.NEGATIVE_INFINITY;
  private long threadsOfTheJvm;
  private long live;

  LimitWatch(ThreadLimits threadLimits) {
    this.threadLimits = threadLimits;
  }

  /** Takes note of a round's threads, and reads the limits where they are due. */
  void look(Snapshot snapshot, double seconds) {
    long inJava =
        snapshot.ownThreads()
            + snapshot.sites().stream()
                .filter(site -> site.entry().site().kind() == ThreadKind.PLATFORM)
                .mapToLong(Snapshot.SiteSample::live)
                .sum();
    if (seconds - readSeconds >= EVERY_SECONDS) {
      limits = threadLimits.read();
      threadsOfTheJvm = Math.max(0, threadLimits.live().orElse(inJava) - inJava);
      readSeconds = seconds;
    }
    live = inJava + threadsOfTheJvm;
  }

  /** The limits by name. */
  Map<String, Long> limits() {
    return limits;
  }

  /** The lowest limit and the threads that count towards it, null where there is none. */
  @Nullable Headroom headroom() {
    return limits.isEmpty() ? null : new Headroom(Collections.min(limits.values()), live);
  }
}
