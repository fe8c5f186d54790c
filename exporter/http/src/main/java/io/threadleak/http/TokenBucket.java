package io.threadleak.http;

/**
 * An amount that is used up by spending and comes back with time, up to a maximum. It may go below
 * zero once: what is spent is not always known before. Thread-safe.
 */
final class TokenBucket {

  private final double most;
  private final double perNano;

  // Guarded by this.
  private double left;
  private long asOfNanos;

  /**
   * A full bucket.
   *
   * @param most that it holds
   * @param perSecond that come back
   */
  TokenBucket(double most, double perSecond, long nowNanos) {
    this.most = most;
    this.perNano = perSecond / 1e9;
    this.left = most;
    this.asOfNanos = nowNanos;
  }

  /** Spends one if there is one. */
  synchronized boolean take(long nowNanos) {
    refill(nowNanos);
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }

  /** Whether anything is left. */
  synchronized boolean hasAny(long nowNanos) {
    refill(nowNanos);
    return left > 0;
  }

  /** Spends an amount, there or not. */
  synchronized void spend(double amount, long nowNanos) {
    refill(nowNanos);
    left -= amount;
  }

  /** Whole seconds until one can be taken again, at least one. */
  synchronized long secondsToOne(long nowNanos) {
    refill(nowNanos);
    return Math.max(1, (long) Math.ceil((1 - left) / perNano / 1e9));
  }

  private void refill(long nowNanos) {
    long elapsed = Math.max(0, nowNanos - asOfNanos);
    left = Math.min(most, left + elapsed * perNano);
    asOfNanos = nowNanos;
  }
}
