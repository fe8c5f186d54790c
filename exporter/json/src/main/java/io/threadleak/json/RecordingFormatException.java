package io.threadleak.json;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A file that is no recording this release can read. The message is one line: file, line number,
 * what was found and what was expected.
 */
public final class RecordingFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  RecordingFormatException(String reason) {
    this(reason, null);
  }

  RecordingFormatException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }

  /** The same, after the place at which it was found. */
  RecordingFormatException at(String place) {
    return new RecordingFormatException(place + ": " + getMessage(), this);
  }
}
