package io.threadleak.proof;

import io.threadleak.heap.HeapClass;
import io.threadleak.heap.HeapGraph;
import java.util.List;
import java.util.Set;

/**
 * Shows which threads of a heap nothing alive can wake.
 *
 * <p>What is shown, and on what it rests, stands in {@code docs/how-it-works.md}.
 */
public final class HeapProof {

  private HeapProof() {}

  /** The findings of a heap. It takes a while: each object is looked at about twice. */
  public static ProofFindings of(HeapGraph heap, ProofQuestion question) {
    Jdk jdk = new Jdk(heap);
    Assumptions assumptions = new Assumptions(heap, jdk, question);
    if (!jdk.tellsVirtualStacks() && hasVirtualThreads(heap, jdk)) {
      return refused(heap, assumptions);
    }
    Threads threads = new Threads(heap, jdk, question);
    Waits waits = new Waits(threads.waiters());
    Edges edges = new Edges(heap, question.monitorsHolder());
    Stages stages = new Stages(heap, edges, waits, threads, question.isFresh());
    Findings findings = new Findings(heap, jdk, edges, waits, stages, threads);
    return new ProofFindings(
        heap.threads().size(),
        waits.count(),
        heap.objects(),
        stages.hidden(),
        findings.all(),
        findings.passedOverIds(),
        assumptions.all(),
        assumptions.blindSpots(threads));
  }

  private static boolean hasVirtualThreads(HeapGraph heap, Jdk jdk) {
    HeapClass virtual = heap.classNamed(Jdk.VIRTUAL);
    for (int object = 0; virtual != null && object < heap.objects(); object++) {
      if (heap.classOf(object).number() == virtual.number() && jdk.isUnderWay(object)) {
        return true;
      }
    }
    return false;
  }

  private static ProofFindings refused(HeapGraph heap, Assumptions assumptions) {
    return new ProofFindings(
        heap.threads().size(),
        0,
        heap.objects(),
        0,
        List.of(),
        Set.of(),
        List.of(),
        List.of(assumptions.refusal()));
  }
}
