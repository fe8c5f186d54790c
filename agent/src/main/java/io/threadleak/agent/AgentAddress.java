package io.threadleak.agent;

/** Where an agent serves, as the system properties of its JVM tell. */
public final class AgentAddress {

  /** Set once the server listens, to {@code http://127.0.0.1:9847} for instance. */
  public static final String PROPERTY = "threadleak.url";

  private AgentAddress() {}

  /** Tells the address of a server bound to the given host and port. */
  static void publish(String host, int port, boolean speaksTls) {
    System.setProperty(PROPERTY, url(speaksTls ? "https" : "http", host, port));
  }

  static String url(String scheme, String host, int port) {
    boolean anyAddress = host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
    String reachable = anyAddress ? "127.0.0.1" : host;
    boolean bareIpv6 = reachable.contains(":") && !reachable.startsWith("[");
    return scheme + "://" + (bareIpv6 ? "[" + reachable + "]" : reachable) + ":" + port;
  }
}
