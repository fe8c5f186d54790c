package io.threadleak.proving;

import io.threadleak.model.ThreadKind;
import io.threadleak.proof.ProofFindings;
import io.threadleak.proof.ProofQuestion;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Findings that hold although the threads went on while the heap was looked at.
 *
 * <p>A thread that was woken before the dump but had not run yet stands in it as if it waited.
 * After each analysis those are asked for that have moved since before the dump; they are live, and
 * may reach what others wait for, so that leaving them out of the findings would not do: the
 * analysis is made anew with them as live, until none of the found has moved.
 */
final class Recheck {

  private static final int MAX_ROUNDS = 10;

  private Recheck() {}

  /** Tells which threads have moved since before the dump. */
  @FunctionalInterface
  interface Moves {

    /** Those of the given threads that have. */
    Set<Long> moved(Set<Long> platformIds, Set<Long> virtualIds)
        throws IOException, InterruptedException;
  }

  /**
   * Findings that nobody contradicts, with the number of threads that had moved.
   *
   * @throws IOException if the dump cannot be read, or the threads would not settle
   */
  static Message.Found settle(
      HeapAnalysis.Opened heap, ProofQuestion question, Moves moves, HeapAnalysis.Steps steps)
      throws IOException, InterruptedException {
    Set<Long> moved = new HashSet<>();
    for (int round = 0; round < MAX_ROUNDS; round++) {
      ProofFindings findings = heap.find(with(question, moved), steps);
      steps.at("looking whether any of them moved", 0);
      Set<Long> platformIds = new HashSet<>(findings.ids(ThreadKind.PLATFORM));
      platformIds.addAll(findings.passedOverIds());
      Set<Long> answer = moves.moved(platformIds, findings.ids(ThreadKind.VIRTUAL));
      if (!moved.addAll(answer)) {
        return new Message.Found(findings, moved.size());
      }
    }
    throw new IOException(
        "threads that looked stuck kept moving over "
            + MAX_ROUNDS
            + " rounds: ask again when there is less going on");
  }

  private static ProofQuestion with(ProofQuestion question, Set<Long> moved) {
    Set<Long> all = new HashSet<>(question.movedIds());
    all.addAll(moved);
    return new ProofQuestion(
        all,
        question.ownIds(),
        question.lockOwners(),
        question.monitorsHolder(),
        question.isFresh(),
        question.compiledObjectsAreTold());
  }
}
