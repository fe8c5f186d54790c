package io.threadleak.attribution;

/** A means of attribution is blind in this JVM; the message names the reason and the cure. */
public final class AttributionException extends Exception {

  private static final long serialVersionUID = 1L;

  /** For a reason in words. */
  public AttributionException(String message) {
    super(message);
  }

  /** For a reason in words, with what was thrown underneath. */
  public AttributionException(String message, Throwable cause) {
    super(message, cause);
  }
}
