package io.threadleak.model;

import java.util.Objects;

/**
 * Why there is no proof. The message is for people: what was refused or went wrong, and what cures
 * it.
 */
public final class ProofException extends Exception {

  private static final long serialVersionUID = 1;

  private final Reason reason;

  /** Kinds of reasons. */
  public enum Reason {
    /** Not begun: it would cost more than it may, or could not be sound here. */
    REFUSED,
    /** Begun, and broken off by an error. */
    FAILED,
    /** Not through by its deadline, or by the end of the caller's patience. */
    TIMED_OUT,
    /** Somebody cancelled it, or the monitor was closed. */
    CANCELLED
  }

  /** One without a cause. */
  public ProofException(Reason reason, String message) {
    super(message);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /** One with a cause. */
  public ProofException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /** Its kind. */
  public Reason reason() {
    return reason;
  }
}
