package io.threadleak.agent.prometheus;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Where a Prometheus is and how it lets us in.
 *
 * @param base its URL up to and without {@code /api/v1}, path prefix included, no slash at the end
 * @param headers sent along with each request
 * @param timeout of one request, from its start to the last byte of the answer
 */
public record Access(URI base, Map<String, String> headers, Duration timeout) {

  private static final String API = "/api/v1";

  /** Copies the headers. */
  public Access {
    headers = Map.copyOf(headers);
  }

  /**
   * The base that a text names.
   *
   * @throws IllegalArgumentException if it is none; the message says why
   */
  public static URI baseOf(String url) {
    URI given = URI.create(url.strip());
    boolean web = "http".equals(given.getScheme()) || "https".equals(given.getScheme());
    if (!web || given.getHost() == null) {
      throw new IllegalArgumentException("no URL such as http://127.0.0.1:9090");
    }
    if (given.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "a URL that holds a password shows it to every user of this machine:"
              + " set PROMETHEUS_USERNAME and PROMETHEUS_PASSWORD");
    }
    String path = given.getRawPath() == null ? "" : given.getRawPath();
    if (given.getRawQuery() != null || given.getRawFragment() != null || path.contains(API)) {
      throw new IllegalArgumentException("give the base URL, without " + API + " and what follows");
    }
    String prefix = path.replaceAll("/+$", "");
    return URI.create(given.getScheme() + "://" + given.getRawAuthority() + prefix);
  }
}
