package io.threadleak.spring;

import io.threadleak.exposition.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Calls to the server of the agent that is loaded into this very JVM. Thread-safe.
 *
 * <p>How is it designed, and why? The agent's classes and ours have nothing in common, not even
 * where they have the same names; only what the JDK itself defines could be handed from one to the
 * other. The agent's server says all there is to say already. {@link HttpURLConnection}, since it
 * has no threads of its own as long as it keeps no connection.
 */
final class AgentCalls {

  /** The system property by which the agent tells where it serves. */
  static final String ADDRESS = "threadleak.url";

  /** Of those that the agent hands to the boot loader: no other loader can have it. */
  private static final String HOOK = "io.threadleak.boot.ThreadEvents";

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final int MAX_BYTES = 64 << 20;
  private static final int ERROR_CHARACTERS = 300;

  private final URI address;
  private final Duration patience;

  /**
   * Calls to a server.
   *
   * @param patience how long an answer may take
   */
  AgentCalls(URI address, Duration patience) {
    this.address = address;
    this.patience = patience;
  }

  /** Whether an agent was loaded into this JVM, at work or not. */
  static boolean agentIsLoaded() {
    try {
      Class.forName(HOOK, false, null);
      return true;
    } catch (ClassNotFoundException | LinkageError none) {
      return false;
    }
  }

  /** Where the agent in this JVM serves; null while it does not. */
  static @Nullable URI publishedAddress() {
    String told = System.getProperty(ADDRESS);
    try {
      return told == null ? null : URI.create(told);
    } catch (IllegalArgumentException somebodyElses) {
      return null;
    }
  }

  /** The address that is called. */
  URI address() {
    return address;
  }

  /**
   * A GET.
   *
   * @throws IOException if the answer is another one than 200; the message is fit for a log
   */
  Answer get(String path) throws IOException {
    return call("GET", path);
  }

  /** A POST of JSON, without a body. */
  Answer post(String path) throws IOException {
    return call("POST", path);
  }

  private Answer call(String method, String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) address.resolve(path).toURL().openConnection(Proxy.NO_PROXY);
    try {
      connection.setRequestMethod(method);
      connection.setConnectTimeout((int) CONNECT.toMillis());
      connection.setReadTimeout((int) patience.toMillis());
      connection.setUseCaches(false);
      connection.setInstanceFollowRedirects(false);
      connection.setRequestProperty("Connection", "close");
      if (method.equals("POST")) {
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(0);
        connection.getOutputStream().close();
      }
      return answer(connection);
    } catch (InterruptedIOException slow) {
      throw new IOException("the agent at %s did not answer in time".formatted(address), slow);
    } finally {
      connection.disconnect();
    }
  }

  private Answer answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    boolean good = status / 100 == 2;
    try (InputStream body = good ? connection.getInputStream() : connection.getErrorStream()) {
      byte[] bytes = body == null ? new byte[0] : body.readNBytes(MAX_BYTES);
      if (good) {
        return new Answer(String.valueOf(connection.getContentType()), bytes);
      }
      String text = new String(bytes, StandardCharsets.UTF_8).strip();
      throw new IOException(
          "the agent at %s answers %d: %s"
              .formatted(
                  address, status, text.substring(0, Math.min(text.length(), ERROR_CHARACTERS))));
    }
  }
}
