package io.threadleak.agent.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Requests to an agent, and what to do where it does not let us in.
 *
 * @param authorization the header to send, null for none
 */
record AgentClient(HttpClient client, @Nullable String authorization) {

  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY_REQUESTS = 429;

  /**
   * Sends a request.
   *
   * @throws CommandException if it needs a user, or another one
   */
  HttpResponse<InputStream> send(HttpRequest.Builder request)
      throws CommandException, IOException, InterruptedException {
    if (authorization != null) {
      request.setHeader("Authorization", authorization);
    }
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() == UNAUTHORIZED) {
      throw refused(
          response,
          authorization == null
              ? "asks for a user: give --user-file FILE, which holds NAME:PASSWORD"
              : "does not know the user of --user-file, or has another password for it");
    }
    if (response.statusCode() == TOO_MANY_REQUESTS) {
      throw refused(response, "has too many requests or failed logins: come again in a minute");
    }
    return response;
  }

  private static CommandException refused(HttpResponse<InputStream> response, String why)
      throws IOException {
    response.body().close();
    return new CommandException(response.uri() + " " + why);
  }

  /** Why no answer came, and the cure where it lies with TLS. */
  static String reason(URI address, IOException failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SSLException) {
        return tls(String.valueOf(at.getMessage()));
      }
    }
    String message = failure.getMessage();
    String text = message == null ? failure.getClass().getSimpleName() : message;
    return "http".equals(address.getScheme())
        ? text + ": does the agent serve there? If it speaks TLS, write https://"
        : text + ": does the agent serve there?";
  }

  private static String tls(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("subject alternative") || lower.contains("no name matching")) {
      return message
          + ": its certificate is of another name: name that host, or give --insecure for a process"
          + " on this machine";
    }
    // Newer JDKs put the alert that they send before the reason, so that is asked for first.
    if (lower.contains("pkix")) {
      return message + ": give --cacert FILE, or --insecure for a process on this machine";
    }
    return lower.contains("certificate")
        ? message + ": it asks for a certificate of ours: give --cert FILE and --key FILE"
        : message + ": does it speak TLS?";
  }
}
