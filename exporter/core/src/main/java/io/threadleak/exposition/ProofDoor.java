package io.threadleak.exposition;

import io.threadleak.model.ProofStatus;

/** Where a proof is asked for without waiting for it. Thread-safe; nothing blocks. */
public interface ProofDoor {

  /** Asks for a proof; one that is being made is shared. How far it is. */
  ProofStatus begin();

  /** How far the last one is that was asked for here. */
  ProofStatus status();

  /** Is no longer interested in the one that was asked for here. How far it is. */
  ProofStatus cancel();
}
