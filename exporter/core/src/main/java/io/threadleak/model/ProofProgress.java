package io.threadleak.model;

/**
 * How far a proof is.
 *
 * @param phase what it is at, in words
 * @param fraction of that phase, 0 to 1; 0 where the phase cannot tell
 */
public record ProofProgress(String phase, double fraction) {

  /** Not begun yet. */
  public static final ProofProgress NONE = new ProofProgress("not begun", 0);
}
