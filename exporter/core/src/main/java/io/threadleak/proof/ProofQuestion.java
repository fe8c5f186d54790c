package io.threadleak.proof;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;

/**
 * What a proof needs to know beside the heap.
 *
 * @param movedIds ids of threads that are known to have gone on: taken for live whatever the heap
 *     says
 * @param ownIds ids of the threads that do the proving: live, and never a finding
 * @param lockOwners for threads that wait to enter a monitor, by thread id, the id of the thread
 *     that owns it, as far as known
 * @param monitorsHolder the binary name of a class of the dumped JVM whose static field {@code
 *     monitors} holds an {@code Object[]} of pairs, a {@code Thread} and the monitor it waits for,
 *     put there for this proof; empty where there is none
 * @param isFresh whether the dump was taken of live objects alone, right for this proof, so that
 *     what no root explains must be held by a root that the dump does not tell
 * @param compiledObjectsAreTold whether objects that compiled code had taken apart stand in the
 *     heap
 */
public record ProofQuestion(
    Set<Long> movedIds,
    Set<Long> ownIds,
    Map<Long, Long> lockOwners,
    String monitorsHolder,
    boolean isFresh,
    boolean compiledObjectsAreTold)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** What is known of a dump that anyone took. */
  public static ProofQuestion ofAnyDump() {
    return new ProofQuestion(Set.of(), Set.of(), Map.of(), "", false, false);
  }
}
