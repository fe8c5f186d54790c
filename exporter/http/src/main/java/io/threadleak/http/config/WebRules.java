package io.threadleak.http.config;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a web config file says, checked whole. Immutable.
 *
 * @param tls null for plain HTTP
 * @param headers that every response has, by name; an empty value takes ours away
 * @param rate null for none
 * @param users bcrypt hashes by name; empty if nobody is asked
 * @param named the sections that the file has
 */
public record WebRules(
    @Nullable Tls tls,
    Map<String, String> headers,
    @Nullable RateLimit rate,
    Map<String, String> users,
    Set<String> named) {

  /** Copies the collections. */
  public WebRules {
    headers = Map.copyOf(headers);
    users = Map.copyOf(users);
    named = Set.copyOf(named);
  }

  /** The rules without a file: plain HTTP, and nobody is asked. */
  public static WebRules none() {
    return new WebRules(null, Map.of(), null, Map.of(), Set.of());
  }

  /** Whether strangers are kept out: by passwords, or by certificates that are checked. */
  public boolean keepsStrangersOut() {
    return !users.isEmpty() || (tls != null && tls.verifiesClients());
  }

  /**
   * How many requests are let in, of all clients together.
   *
   * @param intervalNanos in which one more is
   * @param burst how many at once
   */
  public record RateLimit(long intervalNanos, int burst) {}
}
