package io.threadleak.proving;

import io.threadleak.proof.ProofFindings;
import io.threadleak.proof.ProofQuestion;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Opens a dump so that questions can be asked about it. */
@FunctionalInterface
interface HeapAnalysis {

  /**
   * Opens a file, which may be removed from then on.
   *
   * @throws IOException if it cannot be read or is no dump
   */
  Opened open(Path file) throws IOException;

  /** A dump that is open; for one thread. */
  interface Opened extends Closeable {

    /** Reads whatever was not read yet, and answers. */
    ProofFindings find(ProofQuestion question, Steps steps) throws IOException;
  }

  /** Hears how far an analysis is. */
  @FunctionalInterface
  interface Steps {

    /**
     * A step of a phase.
     *
     * @param phase in words
     * @param fraction of it, 0 to 1
     */
    void at(String phase, double fraction);
  }
}
