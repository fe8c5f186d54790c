package io.threadleak.benchmarks.proof;

import io.threadleak.heap.HeapDump;
import io.threadleak.heap.Progress;
import io.threadleak.proof.HeapProof;
import io.threadleak.proof.ProofFindings;
import io.threadleak.proof.ProofQuestion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Threadleak's reader, alone and with what a proof does on top of it. */
final class ThreadleakReader {

  /** A dump of live objects alone, taken right for it. */
  private static final ProofQuestion QUESTION =
      new ProofQuestion(Set.of(), Set.of(), Map.of(), "", true, true);

  private ThreadleakReader() {}

  /** Looks up each reference once, in the order of addresses. */
  static Visit references(Path dump) throws IOException, InterruptedException {
    HeapDump heap = HeapDump.read(dump, Progress.UNHEARD);
    long[] references = {0};
    for (int object = 0; object < heap.objects(); object++) {
      heap.references(object, (target, field) -> references[0]++);
    }
    return new Visit(heap.objects(), references[0], heap);
  }

  /** Shows which threads nothing can wake; counts those, and no references. */
  static Visit proof(Path dump) throws IOException, InterruptedException {
    HeapDump heap = HeapDump.read(dump, Progress.UNHEARD);
    ProofFindings findings = HeapProof.of(heap, QUESTION);
    return new Visit(heap.objects(), 0, List.of(heap, findings));
  }
}
