package io.threadleak;

import io.threadleak.model.ProofException;
import io.threadleak.model.ProofProgress;
import io.threadleak.model.ProofReport;
import java.time.Duration;

/**
 * A proof that was asked for and is being made, or is through. Several who ask at the same time
 * share one, each with a {@code ProofRun} of its own. Thread-safe.
 */
public interface ProofRun {

  /**
   * Waits for the outcome; the proof goes on where it takes longer.
   *
   * @param atMost how long to wait, above zero
   * @throws ProofException if there is none, with the reason and what cures it
   */
  ProofReport await(Duration atMost) throws ProofException, InterruptedException;

  /** Whether it is through, well or not. */
  boolean isDone();

  /** How far it is. */
  ProofProgress progress();

  /**
   * Is no longer interested in it. It ends once nobody is; a dump under way is waited for. Without
   * effect once it is through.
   */
  void cancel();
}
