package io.threadleak.agent.prometheus;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a Prometheus did not give what was asked of it, in words that name the cure. */
final class Refusal {

  private static final int MAX_LENGTH = 500;

  private final URI base;

  Refusal(URI base) {
    this.base = base;
  }

  /** Nobody answered. */
  QueryException ofSilence(IOException failure) {
    if (failure instanceof SSLException) {
      return new QueryException(
          "--prometheus %s: no TLS (%s): for a certificate of your own set"
                  .formatted(base, reason(failure))
              + " -Djavax.net.ssl.trustStore=FILE; for a server without TLS give http://",
          failure);
    }
    return new QueryException(
        "--prometheus %s: no answer (%s): does a Prometheus listen there?"
            .formatted(base, reason(failure)),
        failure);
  }

  /** The JDK's client refuses without a word. */
  private static String reason(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "unknown host";
      }
    }
    String message = failure.getMessage();
    if (message == null) {
      boolean refused = failure instanceof ConnectException;
      return refused ? "connection refused" : failure.getClass().getSimpleName();
    }
    return plain(message);
  }

  /** Nobody answered in time. */
  QueryException ofTimeout(Duration timeout) {
    return new QueryException(
        "--prometheus %s: no whole answer within %d s: raise --timeout"
            .formatted(base, timeout.toSeconds()),
        null);
  }

  /** The body of an answer is none. */
  QueryException ofContent(Exception failure) {
    return new QueryException(
        "--prometheus %s answers, but not as Prometheus' API does (%s): give its base URL, without %s"
            .formatted(base, plain(String.valueOf(failure.getMessage())), "/graph or /api/v1"),
        failure);
  }

  /**
   * The answer has another status than 200.
   *
   * @param location where it redirects to, or empty
   * @param message of the server, null where it gave none
   */
  QueryException of(int status, String location, @Nullable String message) {
    String answers =
        "--prometheus %s answers with status %d".formatted(base, status)
            + (message == null ? "" : " (" + plain(message) + ")");
    return switch (status) {
      case 400 -> new QueryException(answers + ": is --selector well-formed?", null);
      case 401, 403 ->
          new QueryException(
              answers
                  + ": give --bearer-token-file, or PROMETHEUS_USERNAME and PROMETHEUS_PASSWORD in"
                  + " the environment, or --header",
              null);
      case 404, 405 ->
          new QueryException(
              answers
                  + ": is its path prefix right? Prometheus has none unless told so, Mimir has "
                  + base.resolve("/prometheus"),
              null);
      case 422 -> QueryException.tooMuch(answers);
      case 429 -> new QueryException(answers + ": it is asked too much; try again later", null);
      default -> new QueryException(answers + cure(status, location), null);
    };
  }

  private static String cure(int status, String location) {
    if (status / 100 == 3) {
      return " and leads to "
          + plain(location)
          + ": give that address, or a way in if it is a page to sign in";
    }
    return ": try a shorter --range, or later";
  }

  /** What others wrote may neither move the cursor of a terminal nor fill it. */
  static String plain(String text) {
    String plain = text.strip().replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    return plain.length() <= MAX_LENGTH ? plain : plain.substring(0, MAX_LENGTH - 1) + "…";
  }
}
