package io.threadleak.corpus;

import io.threadleak.model.ProofException;
import java.time.Instant;

/** Tells which threads of this JVM can never wake. */
@FunctionalInterface
interface LeakJudge {

  /**
   * Judges as of any instant since the given one.
   *
   * @throws ProofException if there is no judgement
   */
  Judgement judge(Instant since) throws ProofException, InterruptedException;
}
