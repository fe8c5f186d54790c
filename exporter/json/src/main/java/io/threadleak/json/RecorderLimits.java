package io.threadleak.json;

import java.time.Duration;

/**
 * How much of a recording is kept.
 *
 * @param fileBytes a file is ended before it grows beyond this, 64 KiB to 1 GiB; a quarter of
 *     {@code totalBytes} counts where that is less
 * @param totalBytes all files of a directory together, 1 MiB to 1 TiB
 * @param age files written to longer ago are deleted, 1 h to 3,650 days
 */
record RecorderLimits(long fileBytes, long totalBytes, Duration age) {

  private static final long LEAST_FILE_BYTES = 64L << 10;
  private static final long MOST_FILE_BYTES = 1L << 30;
  private static final long LEAST_TOTAL_BYTES = 1L << 20;
  private static final long MOST_TOTAL_BYTES = 1L << 40;
  private static final Duration LEAST_AGE = Duration.ofHours(1);
  private static final Duration MOST_AGE = Duration.ofDays(3_650);

  private static final int PARTS = 4;
  private static final Duration LONGEST_FILE = Duration.ofDays(1);

  static final RecorderLimits DEFAULT =
      new RecorderLimits(16L << 20, 256L << 20, Duration.ofDays(7));

  /** Checks the ranges. */
  RecorderLimits {
    require("maxFileBytes", fileBytes, LEAST_FILE_BYTES, MOST_FILE_BYTES);
    require("maxTotalBytes", totalBytes, LEAST_TOTAL_BYTES, MOST_TOTAL_BYTES);
    if (age.compareTo(LEAST_AGE) < 0 || age.compareTo(MOST_AGE) > 0) {
      throw new IllegalArgumentException("maxAge must be from 1 h to 3,650 days, but is " + age);
    }
  }

  RecorderLimits withFileBytes(long bytes) {
    return new RecorderLimits(bytes, totalBytes, age);
  }

  RecorderLimits withTotalBytes(long bytes) {
    return new RecorderLimits(fileBytes, bytes, age);
  }

  RecorderLimits withAge(Duration longest) {
    return new RecorderLimits(fileBytes, totalBytes, longest);
  }

  /** At this size a file is ended. */
  long endBytes() {
    return Math.min(fileBytes, totalBytes / PARTS);
  }

  /** After this time a file is ended: a day, or a quarter of the age where that is less. */
  Duration endSpan() {
    Duration part = age.dividedBy(PARTS);
    return part.compareTo(LONGEST_FILE) < 0 ? part : LONGEST_FILE;
  }

  /**
   * What may be there when a file is begun: room is left for that file, and for a compressed copy
   * of it beside it.
   */
  long keptBytes() {
    return totalBytes - 2 * endBytes();
  }

  private static void require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be from %d to %d bytes, but is %d".formatted(name, least, most, value));
    }
  }
}
