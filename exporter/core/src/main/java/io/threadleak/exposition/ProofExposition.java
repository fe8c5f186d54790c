package io.threadleak.exposition;

import io.threadleak.model.ProofStatus;

/** Renders how far a proof is, for a program to read. Thread-safe. */
@FunctionalInterface
public interface ProofExposition {

  /** Renders the status, and the proof where there is one. */
  Answer status(ProofStatus status);
}
