package io.threadleak.http;

import java.net.InetSocketAddress;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty's way to an engine for each connection: of the rules that are in force then. */
final class FreshTls extends SslContextFactory.Server {

  private final Doors doors;

  FreshTls(Doors doors) {
    this.doors = doors;
    setSslContext(doors.tls().context());
  }

  @Override
  public SSLEngine newSSLEngine() {
    return doors.tls().newEngine();
  }

  @Override
  public SSLEngine newSSLEngine(String host, int port) {
    return doors.tls().newEngine();
  }

  @Override
  public SSLEngine newSSLEngine(InetSocketAddress address) {
    return doors.tls().newEngine();
  }
}
