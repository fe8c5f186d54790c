package io.threadleak.exposition;

/** Where a bundle of evidence is asked for. Thread-safe; nothing blocks. */
@FunctionalInterface
public interface EvidenceDoor {

  /**
   * Asks for a bundle.
   *
   * @return whether one will be written; false if the last one is too fresh
   */
  boolean ask();
}
