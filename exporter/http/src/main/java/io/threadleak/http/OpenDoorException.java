package io.threadleak.http;

import java.io.IOException;

/**
 * A server that the network could reach, and that would ask nobody who they are, was not told that
 * this is meant.
 */
public final class OpenDoorException extends IOException {

  private static final long serialVersionUID = 1;

  OpenDoorException(String host) {
    super(
        "host is %s, which the network can reach, and strangers would be let in:".formatted(host)
            + " set webConfig=FILE with basic_auth_users, or with client certificates that are"
            + " verified, or set openToNetwork=on where the network itself keeps strangers out");
  }
}
