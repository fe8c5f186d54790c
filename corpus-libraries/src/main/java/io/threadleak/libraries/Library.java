package io.threadleak.libraries;

/** A server, pool or client of somebody else's, that was started and is used. Thread-safe. */
interface Library {

  /** Uses it once, and waits for the outcome. */
  void use() throws Exception;

  /** Ends it as its documentation says. */
  void end() throws Exception;

  /** Starts one; on a thread of the {@link Room} in which all its threads are to be. */
  @FunctionalInterface
  interface Start {

    /**
     * Starts it.
     *
     * @param backend what its tasks ask
     */
    Library start(Backend backend) throws Exception;
  }
}
