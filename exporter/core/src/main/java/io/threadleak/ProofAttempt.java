package io.threadleak;

import io.threadleak.model.ProofException;
import io.threadleak.model.ProofProgress;
import io.threadleak.model.ProofReport;

/** One proof, by one engine, that is made once. */
interface ProofAttempt {

  /** Makes it and has it stand; for one own thread, once. */
  ProofReport make() throws ProofException, InterruptedException;

  /** How far it is; from any thread. */
  ProofProgress progress();

  /** Has it end as soon as it can; from any thread. */
  void cancel();
}
