package io.threadleak.json;

/**
 * Bounds of what a recording may hold, so that no file takes more memory than there is. What lies
 * beyond is refused with an error that names the bound.
 *
 * @param lineBytes longest line, uncompressed, in bytes; 1 or more
 * @param sites most creation sites, in a line and in all lines together; 1 or more
 */
public record RecordingLimits(int lineBytes, int sites) {

  /** What a replay keeps of one site at most: its history, its name and its verdict. */
  private static final int BYTES_PER_SITE = 32 << 10;

  private static final int MOST_LINE_BYTES = 64 << 20;
  private static final int MOST_SITES = 100_000;

  /** The bounds that suit a heap: half of it for sites, an eighth for a line, and never more. */
  public static RecordingLimits ofHeap(long bytes) {
    return new RecordingLimits(
        (int) Math.max(1 << 16, Math.min(MOST_LINE_BYTES, bytes / 8)),
        (int) Math.max(1, Math.min(MOST_SITES, bytes / 2 / BYTES_PER_SITE)));
  }

  static RecordingFormatException tooManySites(int sites) {
    return new RecordingFormatException(
        "more than %d sites: replay some by --site, or give a larger heap (-Xmx)".formatted(sites));
  }
}
