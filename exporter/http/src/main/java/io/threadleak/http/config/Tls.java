package io.threadleak.http.config;

import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** TLS as a file wants it: one engine for each connection. Immutable. */
public final class Tls {

  /** What is asked of a client's certificate. */
  enum ClientCertificate {
    NOT_ASKED,
    ASKED,
    REQUIRED
  }

  private final SSLContext context;
  private final List<String> protocols;
  private final List<String> suites;
  private final List<String> groups;
  private final boolean serverPrefers;
  private final ClientCertificate clientCertificate;
  private final boolean verifies;

  Tls(
      SSLContext context,
      List<String> protocols,
      List<String> suites,
      List<String> groups,
      boolean serverPrefers,
      ClientCertificate clientCertificate,
      boolean verifies) {
    this.context = context;
    this.protocols = protocols;
    this.suites = suites;
    this.groups = groups;
    this.serverPrefers = serverPrefers;
    this.clientCertificate = clientCertificate;
    this.verifies = verifies;
  }

  /** Whether nobody comes in without a certificate that an authority signed. */
  boolean verifiesClients() {
    return clientCertificate == ClientCertificate.REQUIRED && verifies;
  }

  /** What the engines are of. */
  public SSLContext context() {
    return context;
  }

  /** The server's side of a new connection. */
  public SSLEngine newEngine() {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(protocols.toArray(String[]::new));
    parameters.setCipherSuites(suites.toArray(String[]::new));
    parameters.setUseCipherSuitesOrder(serverPrefers);
    NamedGroups.set(parameters, groups);
    switch (clientCertificate) {
      case NOT_ASKED -> parameters.setNeedClientAuth(false);
      case ASKED -> parameters.setWantClientAuth(true);
      case REQUIRED -> parameters.setNeedClientAuth(true);
    }
    engine.setSSLParameters(parameters);
    return engine;
  }
}
