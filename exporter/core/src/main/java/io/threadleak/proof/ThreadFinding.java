package io.threadleak.proof;

import io.threadleak.model.ProofTier;
import io.threadleak.model.ThreadKind;
import java.io.Serializable;
import java.util.List;

/**
 * Threads that cannot go on: same stack, same reason.
 *
 * @param tier how sure that is
 * @param kind platform or virtual
 * @param threadIds ids of all of them, by {@link Thread#getId()}
 * @param names their names, as many as ids; cut to 200 characters
 * @param frames where they stand, innermost first
 * @param waitsFor what for, as in {@link io.threadleak.model.ProvenGroup}
 * @param why one sentence
 * @param heldBy the path, as in {@link io.threadleak.model.ProvenGroup}
 * @param retainedBytes bytes that only they keep, each counted once over all findings; negative
 *     where not known
 */
public record ThreadFinding(
    ProofTier tier,
    ThreadKind kind,
    List<Long> threadIds,
    List<String> names,
    List<StackTraceElement> frames,
    String waitsFor,
    String why,
    List<String> heldBy,
    long retainedBytes)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** Copies the lists. */
  public ThreadFinding {
    threadIds = List.copyOf(threadIds);
    names = List.copyOf(names);
    frames = List.copyOf(frames);
    heldBy = List.copyOf(heldBy);
  }
}
