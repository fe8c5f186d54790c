package io.threadleak.http;

import io.threadleak.http.config.WebRules.RateLimit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How often is answered: each client beyond this machine so often, and all together as often as the
 * web config file says. Who is on this machine needs no server to burn its processor. Thread-safe.
 */
final class RequestLimits {

  /** A thousand scrapes at once are answered twice over. */
  static final int CLIENT_BURST = 2_000;

  static final int CLIENT_PER_SECOND = 200;

  private final LongSupplier nanoClock;
  private final ClientBuckets clients;
  private final boolean loopbackToo;

  // Guarded by this.
  private @Nullable RateLimit limit;
  private @Nullable TokenBucket all;

  RequestLimits(LongSupplier nanoClock, double burst, double perSecond, boolean loopbackToo) {
    this.nanoClock = nanoClock;
    this.clients = new ClientBuckets(burst, perSecond);
    this.loopbackToo = loopbackToo;
  }

  static RequestLimits usual() {
    return new RequestLimits(System::nanoTime, CLIENT_BURST, CLIENT_PER_SECOND, false);
  }

  /**
   * Counts a request in.
   *
   * @param rate of the web config file, null for none
   * @return after how many seconds to come again; 0 if it is answered
   */
  long secondsToWait(Client client, @Nullable RateLimit rate) {
    long now = nanoClock.getAsLong();
    if (loopbackToo || !client.isLoopback()) {
      TokenBucket own = clients.of(client.name(), now);
      if (!own.take(now)) {
        return own.secondsToOne(now);
      }
    }
    TokenBucket shared = rate == null ? null : shared(rate, now);
    return shared == null || shared.take(now) ? 0 : shared.secondsToOne(now);
  }

  private synchronized TokenBucket shared(RateLimit rate, long now) {
    if (all == null || !rate.equals(limit)) {
      limit = rate;
      all = new TokenBucket(rate.burst(), 1e9 / rate.intervalNanos(), now);
    }
    return all;
  }
}
