package io.threadleak.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** A bucket for each client, those seen last: a table of bounded size. Thread-safe. */
final class ClientBuckets {

  /** Half a megabyte of them. */
  static final int MAX_CLIENTS = 4_096;

  private final double most;
  private final double perSecond;
  private final Map<String, TokenBucket> buckets = new Eldest<>(MAX_CLIENTS);

  ClientBuckets(double most, double perSecond) {
    this.most = most;
    this.perSecond = perSecond;
  }

  /** The bucket of a client, a full one for who was not here lately. */
  synchronized TokenBucket of(String client, long nowNanos) {
    return buckets.computeIfAbsent(client, c -> new TokenBucket(most, perSecond, nowNanos));
  }

  /** A map that forgets what was asked for longest ago. */
  static final class Eldest<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1;

    private final int most;

    Eldest(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }
}
