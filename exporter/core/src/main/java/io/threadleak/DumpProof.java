package io.threadleak;

import io.threadleak.model.ProofProgress;
import io.threadleak.model.ProofReport;
import io.threadleak.model.ProofReport.Engine;
import io.threadleak.proving.FileProof;
import io.threadleak.proving.ProofOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Proofs about a heap dump that anyone took, analysed in this process. Which guarantees that leaves
 * to be assumed is said in the report; creation sites are known by name alone.
 */
public final class DumpProof {

  private DumpProof() {}

  /**
   * Proves.
   *
   * @param progress hears how far it is, on the calling thread
   * @throws IOException if the file cannot be read or is no dump; the message names it
   */
  public static ProofReport of(Path file, Consumer<ProofProgress> progress) throws IOException {
    ProofOutcome outcome = FileProof.of(file, progress);
    return StandingProof.report(
        outcome,
        ProvenGroups.of(
            outcome.findings().findings(),
            (finding, id, name) -> ProofJoin.unknown(finding, name),
            id -> null,
            id -> true),
        Engine.FILE);
  }
}
