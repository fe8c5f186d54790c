package io.threadleak.benchmarks;

/**
 * One thing to measure beside others.
 *
 * @param name of its row
 * @param call what is measured; runs on the measuring thread
 */
record Contestant(String name, Call call) {

  /** One call that leaves something behind, so that no compiler can leave it out. */
  interface Call {

    /** Does the work and returns any of its outcome. */
    Object run() throws Exception;
  }
}
