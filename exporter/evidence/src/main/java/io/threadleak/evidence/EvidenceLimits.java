package io.threadleak.evidence;

import java.time.Duration;

/**
 * How much evidence is kept, and how often it is taken.
 *
 * @param bundles in the directory, 1 to 1,000
 * @param totalBytes all of them together, 1 MiB to 1 TiB
 * @param cooldown between two bundles of the same trigger, 0 to 30 days
 * @param limitShare of the limit on threads at which evidence is taken, above 0 to 1
 */
record EvidenceLimits(int bundles, long totalBytes, Duration cooldown, double limitShare) {

  static final EvidenceLimits DEFAULT =
      new EvidenceLimits(20, 256L << 20, Duration.ofMinutes(10), 0.8);

  /** What one bundle may take of the total: a quarter, so that it never is the only one. */
  private static final int SHARE_OF_ONE = 4;

  EvidenceLimits {
    check("maxBundles", bundles, 1, 1_000);
    check("maxTotalBytes", totalBytes, 1L << 20, 1L << 40);
    check("cooldown in seconds", cooldown.toSeconds(), 0, Duration.ofDays(30).toSeconds());
    if (!(limitShare > 0 && limitShare <= 1)) {
      throw new IllegalArgumentException(
          "limitShare is " + limitShare + ", but must be above 0 and at most 1");
    }
  }

  private static void check(String knob, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %d, but must be from %d to %d".formatted(knob, value, least, most));
    }
  }

  /** What one bundle may take, in bytes. */
  long bundleBytes() {
    return totalBytes / SHARE_OF_ONE;
  }

  EvidenceLimits withBundles(int bundles) {
    return new EvidenceLimits(bundles, totalBytes, cooldown, limitShare);
  }

  EvidenceLimits withTotalBytes(long bytes) {
    return new EvidenceLimits(bundles, bytes, cooldown, limitShare);
  }

  EvidenceLimits withCooldown(Duration time) {
    return new EvidenceLimits(bundles, totalBytes, time, limitShare);
  }

  EvidenceLimits withLimitShare(double share) {
    return new EvidenceLimits(bundles, totalBytes, cooldown, share);
  }
}
