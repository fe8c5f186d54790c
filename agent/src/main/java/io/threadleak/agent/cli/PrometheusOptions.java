package io.threadleak.agent.cli;

import io.threadleak.agent.prometheus.Access;
import io.threadleak.agent.prometheus.TimeSpan;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What is asked of which Prometheus, and the way in. A secret comes from a file or the environment,
 * for everybody on a machine sees the options of a command.
 */
final class PrometheusOptions {

  static final String USERNAME = "PROMETHEUS_USERNAME";
  static final String PASSWORD = "PROMETHEUS_PASSWORD";

  private static final Duration MAX_RANGE = Duration.ofDays(366);
  private static final int MAX_TOKEN_BYTES = 1 << 16;

  @Option(
      names = "--prometheus",
      required = true,
      paramLabel = "URL",
      description =
          "Instead of files: what the Prometheus at this base URL has scraped from threadleak."
              + " Mimir and some others want a path prefix, such as http://mimir/prometheus.")
  private String url;

  @Option(
      names = "--range",
      paramLabel = "TIME",
      defaultValue = "6h",
      description = "How far back, 1m to 52w (default: 6h).")
  private String range;

  @Option(
      names = "--end",
      paramLabel = "TIME",
      description = "Where the range ends: 2026-11-01T12:00:00Z or epoch seconds (default: now).")
  private @Nullable String end;

  @Option(
      names = "--selector",
      paramLabel = "{MATCHERS}",
      defaultValue = "{}",
      description = "Which processes, by labels of the target: {job=\"orders\"} (default: all).")
  private String selector;

  @Option(
      names = "--bearer-token-file",
      paramLabel = "FILE",
      description = {
        "Holds a token to send as 'Authorization: Bearer ...'.",
        "For basic authentication set " + USERNAME + " and " + PASSWORD + " in the environment."
      })
  private @Nullable Path tokenFile;

  @Option(
      names = "--header",
      paramLabel = "'NAME: VALUE'",
      description = "A header to send, such as 'X-Scope-OrgID: team'. No place for secrets.")
  private @Nullable List<String> headers;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "For one request to answer in whole (default: 60s).")
  private String timeout;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields
  PrometheusOptions() {}

  /** Label matchers within braces. */
  String selector() throws CommandException {
    String given = selector.strip();
    if (!given.startsWith("{") || !given.endsWith("}")) {
      throw refused("--selector", selector, "give label matchers such as {job=\"orders\"}");
    }
    return given;
  }

  /** How far back. */
  Duration range() throws CommandException {
    Duration length = timeOf("--range", range);
    if (length.compareTo(Duration.ofMinutes(1)) < 0 || length.compareTo(MAX_RANGE) > 0) {
      throw refused("--range", range, "give 1m to 52w");
    }
    return length;
  }

  /** Where the range ends. */
  Instant end() throws CommandException {
    if (end == null) {
      return Instant.now();
    }
    try {
      return end.matches("\\d{1,11}")
          ? Instant.ofEpochSecond(Long.parseLong(end))
          : OffsetDateTime.parse(end).toInstant();
    } catch (DateTimeException e) {
      throw refused("--end", end, "give 2026-11-01T12:00:00Z, or seconds since the epoch");
    }
  }

  /** Where Prometheus is, and what lets us in. */
  Access access(Map<String, String> environment) throws CommandException {
    return new Access(base(), headers(environment), timeOf("--timeout", timeout));
  }

  private URI base() throws CommandException {
    try {
      return Access.baseOf(url);
    } catch (IllegalArgumentException e) {
      throw refused("--prometheus", url, String.valueOf(e.getMessage()));
    }
  }

  private Map<String, String> headers(Map<String, String> environment) throws CommandException {
    Map<String, String> all = new LinkedHashMap<>();
    String user = environment.get(USERNAME);
    String password = environment.get(PASSWORD);
    if (user != null && password != null) {
      byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      all.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
    }
    if (tokenFile != null) {
      all.put("Authorization", "Bearer " + tokenIn(tokenFile));
    }
    for (String header : headers == null ? List.<String>of() : headers) {
      int colon = header.indexOf(':');
      String name = header.substring(0, Math.max(0, colon)).strip();
      all.keySet().removeIf(name::equalsIgnoreCase);
      all.put(name, header.substring(colon + 1).strip());
    }
    check(all);
    return all;
  }

  /** As the HTTP client will; a value may be secret and is not shown. */
  private static void check(Map<String, String> headers) throws CommandException {
    for (Map.Entry<String, String> header : headers.entrySet()) {
      try {
        HttpRequest.newBuilder().setHeader(header.getKey(), header.getValue());
      } catch (IllegalArgumentException e) {
        throw new CommandException(
            "the header '%s' cannot be sent: give --header 'NAME: VALUE'"
                .formatted(header.getKey()));
      }
    }
  }

  private static String tokenIn(Path file) throws CommandException {
    try (InputStream in = Files.newInputStream(file)) {
      String token = new String(in.readNBytes(MAX_TOKEN_BYTES), StandardCharsets.UTF_8).strip();
      if (token.isEmpty() || token.lines().count() > 1) {
        throw new CommandException(
            "--bearer-token-file %s holds no token: give a file with one line".formatted(file));
      }
      return token;
    } catch (IOException e) {
      throw new CommandException("--bearer-token-file cannot be read: " + e, e);
    }
  }

  private static Duration timeOf(String option, String text) throws CommandException {
    try {
      return TimeSpan.parse(text);
    } catch (IllegalArgumentException e) {
      throw refused(option, text, String.valueOf(e.getMessage()));
    }
  }

  private static CommandException refused(String option, String value, String cure) {
    return new CommandException("%s is '%s': %s".formatted(option, value, cure));
  }
}
