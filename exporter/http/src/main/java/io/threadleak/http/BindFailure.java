package io.threadleak.http;

import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;

/** Why a server could not start, in words that name the knob, its value and the cure. */
final class BindFailure {

  private static final String UNRESOLVED = "unresolved";

  private BindFailure() {}

  static String describe(String host, int port, Throwable failure) {
    String cause = cause(failure);
    if (cause.contains("already in use")) {
      return "port %d on %s is taken: set port=… to one that is free, or to 0 for any"
          .formatted(port, host);
    }
    if (cause.contains("Permission denied")) {
      return "port %d on %s is not permitted to this user: set port=… to 1024 or above"
          .formatted(port, host);
    }
    if (cause.contains("assign requested address")) {
      return "host %s is no address of this machine (port %d): set host=… to one that is"
          .formatted(host, port);
    }
    if (cause.equals(UNRESOLVED)) {
      return "host %s cannot be resolved (port %d): set host=… to an address of this machine"
          .formatted(host, port);
    }
    return "port %d on %s cannot be served: %s".formatted(port, host, cause);
  }

  /** The operating system's words, which the innermost failure to bind carries, or ours. */
  private static String cause(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof BindException && at.getMessage() != null) {
        return at.getMessage();
      }
      if (at instanceof UnresolvedAddressException) {
        return UNRESOLVED;
      }
    }
    return failure.toString();
  }
}
