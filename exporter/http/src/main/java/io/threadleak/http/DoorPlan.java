package io.threadleak.http;

import io.threadleak.http.config.WebConfig;
import io.threadleak.http.config.WebConfigException;
import io.threadleak.http.config.WebRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server was told about its doors. Not thread-safe. */
final class DoorPlan {

  private static final Logger LOG = LoggerFactory.getLogger(DoorPlan.class);

  private static final String USERS = "basic_auth_users";

  @Nullable Path all;
  @Nullable Path details;
  boolean openToNetwork;
  Consumer<String> warnings = LOG::warn;
  SlowClients.Limits slow = SlowClients.USUAL;
  RequestLimits limits = RequestLimits.usual();

  /**
   * Reads the files.
   *
   * @param host to be bound
   * @throws OpenDoorException if strangers beyond this machine would be let in, and nobody said so
   * @throws IOException if a file is refused; the message says why
   */
  Doors open(String host) throws IOException {
    boolean exposed = isBeyondLoopback(host);
    boolean mustLock = exposed && !openToNetwork;
    if (mustLock && all == null) {
      throw new OpenDoorException(host);
    }
    WebConfig whole = read("webConfig", all, mustLock ? DoorPlan::checkLocked : rules -> {});
    WebConfig more = read("detailsWebConfig", details, DoorPlan::checkUsersAlone);
    if (exposed && (whole == null || !whole.rules().keepsStrangersOut())) {
      warnings.accept(
          "host is %s and openToNetwork is on: whoever reaches the port may read %s"
              .formatted(host, more == null ? "all, and ask for proofs" : "the metrics"));
    }
    return new Doors(whole, more);
  }

  /** A name that cannot be resolved cannot be bound either, which is told then. */
  private static boolean isBeyondLoopback(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .anyMatch(address -> !address.isLoopbackAddress());
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static void checkLocked(WebRules rules) throws WebConfigException {
    if (!rules.keepsStrangersOut()) {
      throw WebConfig.Check.refusal(
          "has neither basic_auth_users nor client_auth_type RequireAndVerifyClientCert, and the"
              + " network can reach the port: add one, or set openToNetwork=on");
    }
  }

  private @Nullable WebConfig read(String knob, @Nullable Path file, WebConfig.Check check)
      throws IOException {
    if (file == null) {
      return null;
    }
    try {
      return WebConfig.read(file, check, warning -> warnings.accept(knob + "=" + warning));
    } catch (WebConfigException e) {
      throw new IOException("%s=%s".formatted(knob, e.getMessage()), e);
    }
  }

  private static void checkUsersAlone(WebRules rules) throws WebConfigException {
    if (!rules.named().equals(Set.of(USERS)) || rules.users().isEmpty()) {
      throw WebConfig.Check.refusal(
          "%s and nothing else must stand here, with one user or more: the rest goes into webConfig"
              .formatted(USERS));
    }
  }
}
