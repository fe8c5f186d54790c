package io.threadleak.evidence;

import java.io.IOException;
import java.io.OutputStream;

/** A bundle while it is being written. Used by one thread. */
public interface EvidenceBundle {

  /**
   * Adds a file.
   *
   * @param name of letters, digits, dots and dashes, not taken yet
   * @throws IOException if it cannot be written, or the bundle would grow beyond its bound; nothing
   *     of the file is left
   * @throws Exception what the content throws, likewise
   */
  void add(String name, Content content) throws Exception;

  /** Writes what a file holds. */
  @FunctionalInterface
  interface Content {

    /**
     * Writes it.
     *
     * @param out buffered; closed by the caller
     */
    void writeTo(OutputStream out) throws Exception;
  }
}
