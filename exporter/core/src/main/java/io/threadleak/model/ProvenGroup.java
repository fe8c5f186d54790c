package io.threadleak.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Threads of one creation site that stand at the same place for ever, for the same reason.
 *
 * @param tier how sure that is
 * @param site who started them
 * @param threads how many they are, 1 or more
 * @param threadIds ids of some of them, ascending, at most {@value #MAX_THREAD_IDS}
 * @param names names of the first of these threads, at most {@value #MAX_NAMES}; may hold any
 *     character
 * @param frames where they stand, innermost frame first
 * @param waitsFor what they wait for, in words: {@code a java.util.concurrent.SynchronousQueue}
 * @param why why nothing can wake them, one sentence for a person
 * @param heldBy the path from a root to the thread by which something could interrupt it, outermost
 *     first, for {@link ProofTier#STUCK}; for {@link ProofTier#PROBABLE} the weak path or the
 *     reason's details; empty for {@link ProofTier#PROVED}
 * @param retainedBytes bytes of the heap that only these threads keep, each byte counted in one
 *     group; 0 or more, stacks of platform threads excluded; null where not known
 * @param waitingSince since when the first of them is known to wait: when a proof first found it;
 *     null where not known
 */
public record ProvenGroup(
    ProofTier tier,
    CreationSite site,
    int threads,
    List<Long> threadIds,
    List<String> names,
    List<StackTraceElement> frames,
    String waitsFor,
    String why,
    List<String> heldBy,
    @Nullable Long retainedBytes,
    @Nullable Instant waitingSince) {

  public static final int MAX_THREAD_IDS = 100;
  public static final int MAX_NAMES = 5;

  /** Copies the lists. */
  public ProvenGroup {
    threadIds = List.copyOf(threadIds);
    names = List.copyOf(names);
    frames = List.copyOf(frames);
    heldBy = List.copyOf(heldBy);
  }
}
