package io.threadleak.reliability.input;

import io.threadleak.http.config.WebConfig;
import io.threadleak.http.config.WebConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Web config files, as the server reads them at its start. */
final class WebConfigParser implements Parser {

  private static final String HASH = "$2y$10$V0X0ueDBEwWMX3z3TiCngOc5wG9oweBxZPI1TQ8v9OkqeufYSiP3S";

  private final Path file = Files.createTempFile("threadleak-web-", ".yml");

  WebConfigParser() throws IOException {}

  @Override
  public String kind() {
    return "web config files";
  }

  @Override
  public List<String> good() {
    return List.of(
        """
        basic_auth_users:
          prometheus: HASH
          'other user': "HASH"
        """
            .replace("HASH", HASH),
        """
        http_server_config:
          http2: false
          headers:
            X-Frame-Options: deny
            Content-Security-Policy: "default-src 'self'"
            Strict-Transport-Security: max-age=31536000
        """,
        """
        rate_limit:
          interval: 1m30s
          burst: 100
        """,
        "{rate_limit: {interval: 100ms, burst: 3}, basic_auth_users: {a: " + HASH + "}}",
        """
        tls_server_config:
          cert_file: server.crt
          key_file: server.key
          client_auth_type: RequireAndVerifyClientCert
          client_ca_file: ca.crt
          client_allowed_sans: [a.example, 10.0.0.1]
          min_version: TLS12
          max_version: TLS13
          cipher_suites:
            - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
          prefer_server_cipher_suites: true
          curve_preferences: [X25519]
        """,
        """
        tls_server_config:
          cert: |
            -----BEGIN CERTIFICATE-----
            MIIBszCCAVmgAwIBAgIU
            -----END CERTIFICATE-----
          key: |
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49
            -----END PRIVATE KEY-----
        """,
        "# nothing");
  }

  @Override
  public List<String> words() {
    return List.of(
        ":",
        "\n",
        "  ",
        "\t",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "<<: ",
        "!!int ",
        "!!binary ",
        "|",
        ">",
        "---\n",
        "...\n",
        "#",
        "\"",
        "'",
        "null",
        "~",
        "true",
        "yes",
        "-1",
        "0",
        "1e400",
        "99999999999999999999",
        "1h",
        "1d",
        "\0",
        "\uFEFF",
        "\uD83E\uDDF5",
        "$2y$31$",
        "$2x$",
        "tls_server_config:",
        "basic_auth_users:",
        "rate_limit:",
        "headers:",
        "cert_file: /dev/zero\n",
        "../../..",
        "TLS10",
        "-----BEGIN ",
        "-----END ",
        "MII",
        "=",
        "%");
  }

  @Override
  public String read(byte[] input) throws IOException {
    Files.write(file, input);
    try {
      WebConfig.read(file, rules -> {}, warning -> {});
      return "taken";
    } catch (WebConfigException refused) {
      if (String.valueOf(refused.getMessage()).isBlank()) {
        throw new IllegalStateException("no clear refusal", refused);
      }
      return "refused in words";
    }
  }

  @Override
  public void close() throws IOException {
    Files.delete(file);
  }
}
