package io.threadleak.benchmarks.proof;

/** A look that the JVM did not grant, for want of memory or disk, say. */
final class RefusedLookException extends Exception {

  private static final long serialVersionUID = 1;

  RefusedLookException(String why) {
    super(why);
  }
}
