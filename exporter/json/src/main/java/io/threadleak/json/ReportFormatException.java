package io.threadleak.json;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A text that is no report this release can read; the message says why, in one line. */
public final class ReportFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  ReportFormatException(@Nullable String reason, Throwable cause) {
    super("not a threadleak report: " + reason, cause);
  }
}
