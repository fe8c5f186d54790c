package io.threadleak.model;

import org.jspecify.annotations.Nullable;

/**
 * How far a proof is.
 *
 * @param running whether one is being made
 * @param progress how far; {@link ProofProgress#NONE} where none is being made
 * @param refusal why the last one has no outcome: its reason, and what cures it; null where it has
 * @param proof the outcome of the last one; null where there is none yet, or none was reached
 */
public record ProofStatus(
    boolean running,
    ProofProgress progress,
    @Nullable Refusal refusal,
    @Nullable ProofReport proof) {

  /**
   * Why there is no outcome.
   *
   * @param message for people
   */
  public record Refusal(ProofException.Reason reason, String message) {}
}
