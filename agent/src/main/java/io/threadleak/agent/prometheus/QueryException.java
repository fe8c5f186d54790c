package io.threadleak.agent.prometheus;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A Prometheus does not answer as it should; the message says why and what cures it. */
public final class QueryException extends IOException {

  private static final long serialVersionUID = 1L;

  private final boolean tooMuch;

  QueryException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  private QueryException(String message, @Nullable Throwable cause, boolean tooMuch) {
    super(message, cause);
    this.tooMuch = tooMuch;
  }

  /** That an answer is too large, for us or for the one who gives it. */
  static QueryException tooMuch(String message) {
    return new QueryException(message, null, true);
  }

  /** Whether a query over a shorter time could do. */
  boolean isTooMuch() {
    return tooMuch;
  }
}
