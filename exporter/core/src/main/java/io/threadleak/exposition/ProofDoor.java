package io.threadleak.exposition;

import io.threadleak.model.ProofEngine;
import io.threadleak.model.ProofStatus;
import org.jspecify.annotations.Nullable;

/** Where a proof is asked for without waiting for it. Thread-safe; nothing blocks. */
public interface ProofDoor {

  /**
   * Asks for a proof; one that is being made is shared. How far it is.
   *
   * @param engine what is asked; null for the engine that was configured
   */
  ProofStatus begin(@Nullable ProofEngine engine);

  /**
   * How far the last one is that was asked for here.
   *
   * @param engine of the last one that was asked of this; null for whichever was the last
   */
  ProofStatus status(@Nullable ProofEngine engine);

  /**
   * Is no longer interested in the one that was asked for here. How far it is.
   *
   * @param engine as of {@link #status}
   */
  ProofStatus cancel(@Nullable ProofEngine engine);
}
