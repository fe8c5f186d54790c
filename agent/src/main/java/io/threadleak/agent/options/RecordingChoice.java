package io.threadleak.agent.options;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether and where rounds are recorded, and how much of it is kept.
 *
 * @param directory empty for no recording
 * @param fileBytes a file is ended before it grows beyond this, 64 KiB to 1 GiB
 * @param totalBytes all files together, 1 MiB to 1 TiB
 * @param age files written to longer ago are deleted, 1 h to 3,650 days
 */
public record RecordingChoice(String directory, long fileBytes, long totalBytes, Duration age) {

  /** Whether rounds are recorded at all. */
  public boolean isOn() {
    return !directory.isEmpty();
  }

  /** The directory a text names, empty for an empty text; null if there can be none. */
  static @Nullable String directory(String text) {
    try {
      return Path.of(text).toString();
    } catch (InvalidPathException e) {
      return null;
    }
  }

  static @Nullable Long fileBytes(String text) {
    return Amounts.bytes(text, 64L << 10, 1L << 30);
  }

  static @Nullable Long totalBytes(String text) {
    return Amounts.bytes(text, 1L << 20, 1L << 40);
  }

  static @Nullable Duration age(String text) {
    return Amounts.time(text, Duration.ofHours(1), Duration.ofDays(3_650));
  }
}
