package io.threadleak.exposition;

import io.threadleak.model.ProofException;
import io.threadleak.model.ProofReport;
import java.time.Duration;

/** Makes proofs by reachability for those who ask an exposition for one. Thread-safe. */
@FunctionalInterface
public interface Proofs {

  /**
   * Makes a proof and waits for its outcome. One that is being made already is shared.
   *
   * @param atMost how long to wait, above zero; a proof that takes longer goes on without the
   *     caller
   * @throws ProofException if there is none; its message is fit for a response
   */
  ProofReport prove(Duration atMost) throws ProofException, InterruptedException;
}
