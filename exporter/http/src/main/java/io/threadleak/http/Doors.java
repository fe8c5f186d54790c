package io.threadleak.http;

import io.threadleak.http.config.Tls;
import io.threadleak.http.config.WebConfig;
import io.threadleak.http.config.WebRules;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of a server: one file for all of it, another for what tells more. Thread-safe. */
final class Doors {

  /** What is not in here shows stacks, names of classes, or lets a proof be made. */
  private static final Set<String> NO_DETAILS =
      Set.of(Endpoints.METRICS, Endpoints.HEALTHY, Endpoints.READY);

  private final @Nullable WebConfig all;
  private final @Nullable WebConfig details;

  Doors(@Nullable WebConfig all, @Nullable WebConfig details) {
    this.all = all;
    this.details = details;
  }

  /** Those of the whole server that are in force. */
  WebRules rules() {
    return all == null ? WebRules.none() : all.rules();
  }

  boolean hasTls() {
    return rules().tls() != null;
  }

  /** What a new connection speaks, where it speaks TLS at all. */
  Tls tls() {
    return Objects.requireNonNull(rules().tls());
  }

  /** Of whom one must ask, bcrypt hashes by name; empty if anybody may. */
  Map<String, String> users(WebRules rules, String path) {
    return details != null && isDetail(path) ? details.rules().users() : rules.users();
  }

  /**
   * What the login at a path is for, as a browser keeps it: one realm for each set of users, else
   * the login of one would take the place of the other's.
   */
  String realm(String path) {
    return details != null && isDetail(path) ? "threadleak details" : "threadleak";
  }

  private static boolean isDetail(String path) {
    return !NO_DETAILS.contains(path);
  }
}
