package io.threadleak;

import io.threadleak.model.ProofException;
import io.threadleak.model.ProofProgress;
import io.threadleak.model.ProofReport;
import io.threadleak.proving.HeapDumpProof;
import io.threadleak.proving.ProofOutcome;

/** A proof by a heap dump. */
final class DumpAttempt implements ProofAttempt {

  private final HeapDumpProof proof;
  private final Publication publication;

  /** Turns an outcome into the report that everyone sees from then on. */
  @FunctionalInterface
  interface Publication {

    ProofReport publish(ProofOutcome outcome) throws ProofException, InterruptedException;
  }

  DumpAttempt(HeapDumpProof proof, Publication publication) {
    this.proof = proof;
    this.publication = publication;
  }

  @Override
  public ProofReport make() throws ProofException, InterruptedException {
    return publication.publish(proof.run());
  }

  @Override
  public ProofProgress progress() {
    return proof.progress();
  }

  @Override
  public void cancel() {
    proof.cancel();
  }
}
