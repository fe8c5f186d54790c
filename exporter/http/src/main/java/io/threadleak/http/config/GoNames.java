package io.threadleak.http.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** Go's names of TLS versions, cipher suites and curves, as this JVM knows them. */
final class GoNames {

  private static final Map<String, String> VERSIONS = versions();
  private static final Map<String, String> CURVES =
      Map.of(
          "CurveP256", "secp256r1",
          "CurveP384", "secp384r1",
          "CurveP521", "secp521r1",
          "X25519", "x25519");

  private static final List<String> TLS13_SUITES =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

  /** Of TLS 1.2, forward secret and authenticated: what is offered unless told otherwise. */
  private static final List<String> GOOD_SUITES =
      List.of(
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  /** Further ones that Go's {@code tls.CipherSuites()} had in any release that promtool is of. */
  private static final List<String> OLD_SUITES =
      List.of(
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
          "TLS_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_RSA_WITH_AES_128_CBC_SHA",
          "TLS_RSA_WITH_AES_256_CBC_SHA");

  private GoNames() {}

  private static Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("TLS10", "TLSv1");
    versions.put("TLS11", "TLSv1.1");
    versions.put("TLS12", "TLSv1.2");
    versions.put("TLS13", "TLSv1.3");
    return versions;
  }

  /** The JVM's names of the versions from one of Go's to another, oldest first. */
  static List<String> protocols(String min, String max) throws WebConfigException {
    List<String> names = List.copyOf(VERSIONS.keySet());
    int from = index(names, "min_version", min);
    int to = index(names, "max_version", max);
    if (from > to) {
      throw new WebConfigException(
          "tls_server_config.min_version is %s, above max_version %s: swap them"
              .formatted(min, max));
    }
    List<String> protocols = names.subList(from, to + 1).stream().map(VERSIONS::get).toList();
    Set<String> off = switchedOff();
    for (String name : names.subList(from, to + 1)) {
      if (off.contains(VERSIONS.get(name))) {
        throw new WebConfigException(
            "tls_server_config allows %s (min_version %s, max_version %s), which this JVM's"
                    .formatted(name, min, max)
                + " jdk.tls.disabledAlgorithms switches off: set min_version to TLS12");
      }
    }
    return protocols;
  }

  private static int index(List<String> names, String key, String name) throws WebConfigException {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new WebConfigException(
          "tls_server_config.%s is '%s': use one of %s"
              .formatted(key, name, String.join(", ", names)));
    }
    return index;
  }

  private static Set<String> switchedOff() {
    String algorithms = java.security.Security.getProperty("jdk.tls.disabledAlgorithms");
    return algorithms == null
        ? Set.of()
        : Arrays.stream(algorithms.split(",")).map(String::strip).collect(Collectors.toSet());
  }

  /**
   * The suites to offer, in order.
   *
   * @param asked as the file has them, empty for the usual ones
   * @param protocols to offer; the suites of TLS 1.3 are not for the file to choose, as in Go
   */
  static List<String> suites(List<String> asked, List<String> protocols, SSLContext context)
      throws WebConfigException {
    Set<String> supported = Set.of(context.getSupportedSSLParameters().getCipherSuites());
    Collection<String> chosen = new LinkedHashSet<>();
    if (protocols.contains("TLSv1.3")) {
      chosen.addAll(TLS13_SUITES);
    }
    for (String name : asked) {
      if (!TLS13_SUITES.contains(name)) {
        chosen.add(suite(name, supported));
      }
    }
    if (asked.isEmpty()) {
      chosen.addAll(GOOD_SUITES);
    }
    List<String> offered = new ArrayList<>(chosen);
    offered.retainAll(supported);
    if (offered.isEmpty()) {
      throw new WebConfigException(
          "tls_server_config.cipher_suites is %s, none of which serves %s: name one of TLS 1.2"
              .formatted(asked, protocols));
    }
    return offered;
  }

  private static String suite(String name, Set<String> supported) throws WebConfigException {
    if (!GOOD_SUITES.contains(name) && !OLD_SUITES.contains(name)) {
      throw new WebConfigException(
          "tls_server_config.cipher_suites has '%s', which is unknown: use names such as %s"
              .formatted(name, GOOD_SUITES.get(0)));
    }
    if (!supported.contains(name)) {
      throw new WebConfigException(
          "tls_server_config.cipher_suites has %s, which this JVM switches off: leave it out, or"
                  .formatted(name)
              + " change jdk.tls.disabledAlgorithms");
    }
    return name;
  }

  /** The JVM's names of curves, in order. */
  static List<String> groups(List<String> asked) throws WebConfigException {
    List<String> groups = new ArrayList<>();
    for (String name : asked) {
      String group = CURVES.get(name);
      if (group == null) {
        throw new WebConfigException(
            "tls_server_config.curve_preferences has '%s': use %s"
                .formatted(name, String.join(", ", CURVES.keySet().stream().sorted().toList())));
      }
      groups.add(group);
    }
    if (!groups.isEmpty() && !NamedGroups.canBeSet()) {
      throw new WebConfigException(
          "tls_server_config.curve_preferences needs Java 20 or later and this is %s: leave it out"
                  .formatted(Runtime.version().feature())
              + ", and start the JVM with -Djdk.tls.namedGroups="
              + String.join(",", groups).toLowerCase(Locale.ROOT));
    }
    return groups;
  }
}
