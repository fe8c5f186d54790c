package io.threadleak.http.config;

import io.threadleak.http.config.WebRules.RateLimit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sections of a web config file, checked as {@code promtool check web-config} does and more.
 */
final class ConfigText {

  private static final String HTTP = "http_server_config";
  private static final String USERS = "basic_auth_users";
  private static final String RATE = "rate_limit";

  /** The headers that may be set, with the values they may have; any where the list is empty. */
  private static final Map<String, List<String>> HEADERS =
      Map.of(
          "Strict-Transport-Security", List.of(),
          "X-Content-Type-Options", List.of("nosniff"),
          "X-Frame-Options", List.of("deny", "sameorigin"),
          "X-XSS-Protection", List.of(),
          "Content-Security-Policy", List.of());

  private static final Pattern BCRYPT =
      Pattern.compile("\\$2[a-z]?\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");

  private static final int MIN_COST = 4;

  /** One or two seconds of a core for each login that is not remembered. */
  private static final int MAX_COST = 14;

  private static final int MAX_BURST = 1_000_000;

  private ConfigText() {}

  static WebRules read(String text, ReadFiles files) throws WebConfigException {
    YamlSection root = YamlSection.parse(text).only(Set.of(TlsSection.NAME, HTTP, USERS, RATE));
    YamlSection http = root.section(HTTP).only(Set.of("http2", "headers"));
    http.flag("http2", true);
    return new WebRules(
        TlsSection.read(root.section(TlsSection.NAME), files),
        headers(http.section("headers")),
        rate(root.section(RATE).only(Set.of("interval", "burst"))),
        users(root.section(USERS)),
        root.keys());
  }

  private static Map<String, String> headers(YamlSection section) throws WebConfigException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : section.keys()) {
      List<String> allowed = HEADERS.get(name);
      if (allowed == null) {
        throw new WebConfigException(
            "%s.headers has '%s', which cannot be set: use %s"
                .formatted(
                    HTTP, name, String.join(", ", HEADERS.keySet().stream().sorted().toList())));
      }
      String value = section.text(name).replaceAll("[\\p{Cntrl}]+", " ").strip();
      if (!allowed.isEmpty() && !allowed.contains(value)) {
        throw new WebConfigException(
            "%s.headers.%s is '%s': use %s"
                .formatted(HTTP, name, value, String.join(" or ", allowed)));
      }
      headers.put(name, value);
    }
    return headers;
  }

  private static Map<String, String> users(YamlSection section) throws WebConfigException {
    Map<String, String> users = new LinkedHashMap<>();
    for (String name : section.keys()) {
      if (name.indexOf(':') >= 0) {
        throw new WebConfigException(
            "%s has a name with a colon, which no client can send: leave it out".formatted(USERS));
      }
      String hash = section.text(name);
      Matcher bcrypt = BCRYPT.matcher(hash);
      if (!bcrypt.matches()) {
        throw new WebConfigException(
            "%s.%s is no bcrypt hash: make one by 'htpasswd -nBC 10 \"\" | tr -d \":\\n\"'"
                .formatted(USERS, name));
      }
      int cost = Integer.parseInt(bcrypt.group(1));
      if (cost < MIN_COST || cost > MAX_COST) {
        throw new WebConfigException(
            "%s.%s is a bcrypt hash of cost %d: use %d to %d, 10 say"
                .formatted(USERS, name, cost, MIN_COST, MAX_COST));
      }
      users.put(name, hash);
    }
    return users;
  }

  private static @Nullable RateLimit rate(YamlSection section) throws WebConfigException {
    long nanos = GoDuration.nanos(RATE + ".interval", section.text("interval"));
    String burst = section.text("burst");
    if (!burst.isEmpty() && !burst.matches("[0-9]{1,7}")) {
      throw new WebConfigException(
          "%s.burst is '%s': give 1 to %d".formatted(RATE, burst, MAX_BURST));
    }
    int most = burst.isEmpty() ? 0 : Integer.parseInt(burst);
    if (nanos == 0) {
      return null;
    }
    if (most < 1 || most > MAX_BURST) {
      throw new WebConfigException(
          "%s.burst is %d, so that no request would ever be let in: give 1 to %d"
              .formatted(RATE, most, MAX_BURST));
    }
    return new RateLimit(nanos, most);
  }
}
