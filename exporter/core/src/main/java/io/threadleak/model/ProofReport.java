package io.threadleak.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The immutable outcome of one proof: which threads nothing alive can wake, as of one instant. In a
 * {@link LeakReport} it is the latest one, together with what an earlier one has found that it did
 * not look at, less the threads that have ended since.
 *
 * @param time when the heap was looked at, by the wall clock
 * @param engine how it was looked at
 * @param platformTime when platform threads were last looked at: {@code time}, but for the
 *     collector, which does not look at them; then that of the heap dump whose findings still stand
 *     beside its own, or null where none does, and nothing is known of them
 * @param seconds how long the proof took from request to outcome
 * @param pauseSeconds how long the JVM stood still for it; null where it did not, or not known
 * @param threads threads that were looked at
 * @param candidates those of them that waited without a timeout
 * @param moved candidates that went on while the proof ran, and so were taken for live
 * @param groups what was found, surest first, then by threads; at most {@value #MAX_GROUPS}
 * @param dropped threads of groups beyond that limit
 * @param assumptions what must hold for {@link ProofTier#PROVED} to be true in this JVM, one
 *     sentence each; empty where nothing is assumed beyond {@code docs/how-it-works.md}
 * @param blindSpots what this proof could not look at, one sentence each
 */
public record ProofReport(
    Instant time,
    Engine engine,
    @Nullable Instant platformTime,
    double seconds,
    @Nullable Double pauseSeconds,
    int threads,
    int candidates,
    int moved,
    List<ProvenGroup> groups,
    int dropped,
    List<String> assumptions,
    List<String> blindSpots) {

  public static final int MAX_GROUPS = 1_000;

  /** How a heap is looked at. */
  public enum Engine {
    /** A heap dump of this JVM, analysed in a process of its own. */
    HEAP_DUMP,
    /** The garbage collector, for virtual threads. */
    COLLECTOR,
    /** A heap dump that somebody took at some time. */
    FILE
  }

  /** Copies the lists. */
  public ProofReport {
    groups = List.copyOf(groups);
    assumptions = List.copyOf(assumptions);
    blindSpots = List.copyOf(blindSpots);
  }

  /** One that stands by itself. */
  public ProofReport(
      Instant time,
      Engine engine,
      double seconds,
      @Nullable Double pauseSeconds,
      int threads,
      int candidates,
      int moved,
      List<ProvenGroup> groups,
      int dropped,
      List<String> assumptions,
      List<String> blindSpots) {
    this(
        time,
        engine,
        engine == Engine.COLLECTOR ? null : time,
        seconds,
        pauseSeconds,
        threads,
        candidates,
        moved,
        groups,
        dropped,
        assumptions,
        blindSpots);
  }

  /** When the oldest of what is told here was looked at. */
  public Instant oldest() {
    return platformTime == null || platformTime.isAfter(time) ? time : platformTime;
  }

  /** When threads of a kind were last looked at; null where they were not. */
  public @Nullable Instant time(ThreadKind kind) {
    return kind == ThreadKind.PLATFORM ? platformTime : time;
  }

  /** Threads found of a tier. */
  public int threads(ProofTier tier) {
    return groups.stream()
        .filter(group -> group.tier() == tier)
        .mapToInt(ProvenGroup::threads)
        .sum();
  }

  /** Threads found of a tier that a site started. */
  public int threads(ProofTier tier, String siteId) {
    return groups.stream()
        .filter(group -> group.tier() == tier && group.site().id().equals(siteId))
        .mapToInt(ProvenGroup::threads)
        .sum();
  }
}
