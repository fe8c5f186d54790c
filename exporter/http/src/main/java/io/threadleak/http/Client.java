package io.threadleak.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.eclipse.jetty.server.Request;

/**
 * Who asks, as far as the connection tells.
 *
 * @param name the address; of IPv6 the first half, since a client has all of the other
 */
record Client(String name, boolean isLoopback) {

  private static final int NETWORK_BYTES = 8;

  /** The other end of the request's connection. */
  static Client of(Request request) {
    if (!(request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress at)
        || at.getAddress() == null) {
      return new Client("unknown", false);
    }
    InetAddress address = at.getAddress();
    String name =
        address instanceof Inet6Address
            ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
            : address.getHostAddress();
    return new Client(name, address.isLoopbackAddress());
  }
}
