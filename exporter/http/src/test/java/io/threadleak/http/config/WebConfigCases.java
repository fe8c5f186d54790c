package io.threadleak.http.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Web config files, and whether they are taken: by us, and by promtool. */
final class WebConfigCases {

  static final String HASH = "$2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG";

  private static final String TLS = "tls_server_config:\n  cert_file: a.crt\n  key_file: a.key\n";

  private WebConfigCases() {}

  /** What is made of a file. */
  enum Verdict {
    /** By both. */
    TAKEN,
    /** By both. */
    REFUSED,
    /** Refused by us alone: it would lock nothing, or this JVM cannot do it. */
    STRICTER,
    /** Taken by us, and by a promtool that is new enough to know the key. */
    NEWER
  }

  /**
   * A file.
   *
   * @param message part of what we say to one that we refuse
   */
  record Case(String name, Verdict verdict, String text, String message) {}

  private static Case taken(String name, String text) {
    return new Case(name, Verdict.TAKEN, text, "");
  }

  private static Case refused(String name, String text, String message) {
    return new Case(name, Verdict.REFUSED, text, message);
  }

  private static Case stricter(String name, String text, String message) {
    return new Case(name, Verdict.STRICTER, text, message);
  }

  private static Case newer(String name, String text) {
    return new Case(name, Verdict.NEWER, text, "");
  }

  static List<Case> all() {
    return List.of(
        taken("empty", ""),
        taken("comment", "# nothing\n"),
        taken("nothing", "~\n"),
        taken("empty sections", "basic_auth_users:\nhttp_server_config:\ntls_server_config:\n"),
        taken("second document", "basic_auth_users: {}\n---\nunknown: 1\n"),
        refused("junk", "hogehoge\n", "no mapping"),
        refused("list", "- a\n", "no mapping"),
        refused("no yaml", "a: [\n", "is no YAML"),
        refused("tab", "a:\n\tb: 1\n", "is no YAML"),
        refused("unknown key", "tls_server_configs: {}\n", "tls_server_configs is unknown: use"),
        refused("key of another case", "Basic_auth_users: {}\n", "is unknown"),
        refused("unknown key inside", TLS + "  certfile: a\n", "certfile is unknown"),
        refused("key twice", "basic_auth_users: {}\nbasic_auth_users: {}\n", "stands twice"),
        taken("users", "basic_auth_users:\n  alice: " + HASH + "\n"),
        taken("hash of 2a", "basic_auth_users: {a: '" + HASH.replace("2y", "2a") + "'}\n"),
        taken("hash of 2b", "basic_auth_users: {a: '" + HASH.replace("2y", "2b") + "'}\n"),
        taken("hash of 2", "basic_auth_users: {a: '" + HASH.replace("2y", "2") + "'}\n"),
        refused("plain password", "basic_auth_users: {a: secret}\n", "basic_auth_users.a is no"),
        refused("no password", "basic_auth_users: {a: }\n", "basic_auth_users.a is no bcrypt"),
        refused("hash of md5", "basic_auth_users: {a: $apr1$x$y}\n", "is no bcrypt hash"),
        refused(
            "hash of cost 3",
            "basic_auth_users: {a: '" + HASH.replace("$10$", "$03$") + "'}\n",
            "of cost 3: use 4 to 14"),
        refused("users as list", "basic_auth_users: [a]\n", "basic_auth_users is no mapping"),
        stricter(
            "hash that takes minutes",
            "basic_auth_users: {a: '" + HASH.replace("$10$", "$20$") + "'}\n",
            "of cost 20: use 4 to 14"),
        stricter("hash with a tail", "basic_auth_users: {a: '" + HASH + "x'}\n", "is no bcrypt"),
        stricter("user that cannot be", "basic_auth_users: {'a:b': '" + HASH + "'}\n", "colon"),
        taken("tls", TLS),
        taken("http2", TLS + "http_server_config: {http2: true}\n"),
        taken("no http2", TLS + "http_server_config: {http2: no}\n"),
        refused("http2 as text", "http_server_config: {http2: 'true'}\n", "give true or false"),
        refused("http2 as number", "http_server_config: {http2: 2}\n", "http2 is '2'"),
        refused("no key", "tls_server_config: {cert_file: a.crt}\n", "neither key nor key_file"),
        refused("no certificate", "tls_server_config: {key_file: a.key}\n", "neither cert nor"),
        refused("missing file", "tls_server_config: {cert_file: b, key_file: a.key}\n", "read"),
        refused("key for certificate", TLS.replace("a.crt", "a.key"), "holds no certificate"),
        refused("certificate for key", TLS.replace("a.key", "a.crt"), "holds no private key"),
        refused("key of another pair", TLS.replace("a.key", "c.key"), "both of one pair"),
        refused("encrypted key", TLS.replace("a.key", "locked.key"), "openssl pkey"),
        refused("policy alone", "tls_server_config: {client_auth_type: NoClientCert}\n", "neither"),
        taken("key of another kind", TLS.replace("a.", "ec.")),
        taken("old form of RSA key", TLS.replace("a.key", "pkcs1.key")),
        taken("old form of EC key", TLS.replace("a.crt", "ec.crt").replace("a.key", "sec1.key")),
        taken("certificate and key in one", TLS.replace("a.crt", "both").replace("a.key", "both")),
        stricter("limits alone", "tls_server_config: {min_version: TLS12}\n", "neither cert"),
        taken("policy none", TLS + "  client_auth_type: NoClientCert\n"),
        taken("policy request", TLS + "  client_auth_type: RequestClientCert\n"),
        taken("policy any", TLS + "  client_auth_type: RequireAnyClientCert\n"),
        taken("policy any, old", TLS + "  client_auth_type: RequireClientCert\n"),
        taken("policy if given", TLS + "  client_auth_type: VerifyClientCertIfGiven\n"),
        taken(
            "policy verify",
            TLS + "  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: ca.crt\n"),
        refused(
            "policy unknown", TLS + "  client_auth_type: Maybe\n", "client_auth_type is 'Maybe'"),
        refused("authority in vain", TLS + "  client_ca_file: ca.crt\n", "asks for no certificate"),
        refused(
            "missing authority",
            TLS + "  client_auth_type: RequireAnyClientCert\n  client_ca_file: no\n",
            "client_ca_file"),
        stricter(
            "empty authority",
            TLS + "  client_auth_type: RequireAnyClientCert\n  client_ca_file: a.key\n",
            "holds no certificate"),
        taken("versions", TLS + "  min_version: TLS12\n  max_version: TLS12\n"),
        refused("version unknown", TLS + "  min_version: TLS1.2\n", "min_version is 'TLS1.2'"),
        stricter("versions swapped", TLS + "  min_version: TLS13\n  max_version: TLS12\n", "swap"),
        stricter("version switched off", TLS + "  min_version: TLS10\n", "set min_version to"),
        taken(
            "ciphers",
            TLS
                + "  cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,"
                + " TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA, TLS_AES_128_GCM_SHA256]\n"
                + "  prefer_server_cipher_suites: false\n"),
        refused("cipher unknown", TLS + "  cipher_suites: [TLS_RSA_FAST]\n", "'TLS_RSA_FAST'"),
        refused("ciphers as text", TLS + "  cipher_suites: TLS_AES_128_GCM_SHA256\n", "no list"),
        stricter(
            "ciphers of no version",
            TLS + "  max_version: TLS12\n  cipher_suites: [TLS_AES_128_GCM_SHA256]\n",
            "none of which serves"),
        refused("curve unknown", TLS + "  curve_preferences: [P256]\n", "'P256': use CurveP256"),
        taken(
            "headers",
            """
            http_server_config:
              headers:
                Strict-Transport-Security: max-age=300
                X-Content-Type-Options: nosniff
                X-Frame-Options: sameorigin
                X-XSS-Protection: 1
                Content-Security-Policy: ""
            """),
        refused("header unknown", "http_server_config: {headers: {X-A: b}}\n", "cannot be set"),
        refused(
            "header of another case",
            "http_server_config: {headers: {x-frame-options: deny}}\n",
            "cannot be set"),
        refused(
            "header's value",
            "http_server_config: {headers: {X-Frame-Options: DENY}}\n",
            "use deny or sameorigin"),
        newer("inline", "tls_server_config:\n  cert: |\n    CERT\n  key: |\n    KEY\n"),
        newer(
            "names of clients",
            TLS
                + "  client_auth_type: RequireAnyClientCert\n  client_allowed_sans: [a, 10.0.0.1]\n"),
        newer("rate", "rate_limit: {interval: 1s, burst: 2}\n"),
        newer("no rate", "rate_limit: {interval: 0, burst: 0}\n"));
  }

  /** Writes a case's file beside those that it may name. */
  static Path write(Case one, Path directory) throws IOException {
    KeyPairs rsa = KeyPairs.rsa("server", "ip:127.0.0.1");
    return Files.writeString(
        directory.resolve(
            one.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-") + ".yml"),
        one.text()
            .replace("CERT\n", indented(rsa.certificatePem()))
            .replace("KEY\n", indented(rsa.keyPem())));
  }

  /** Writes what the files name. */
  static void writeKeys(Path directory) throws IOException {
    KeyPairs rsa = KeyPairs.rsa("server", "ip:127.0.0.1");
    KeyPairs ec = KeyPairs.ec("server", "ip:127.0.0.1");
    rsa.write(directory, "a");
    ec.write(directory, "ec");
    KeyPairs.ec("another", "dns:c").write(directory, "c");
    Files.writeString(directory.resolve("ca.crt"), rsa.certificatePem());
    Files.writeString(directory.resolve("both"), rsa.keyPem() + rsa.certificatePem());
    Files.writeString(
        directory.resolve("pkcs1.key"), KeyPairs.pem("RSA PRIVATE KEY", bare(rsa, 26)));
    Files.writeString(directory.resolve("sec1.key"), sec1(ec));
    Files.writeString(
        directory.resolve("locked.key"), KeyPairs.pem("ENCRYPTED PRIVATE KEY", new byte[40]));
  }

  private static String indented(String pem) {
    return pem.strip().replace("\n", "\n    ") + "\n";
  }

  /** What PKCS #8 wraps, behind its header of so many bytes. */
  private static byte[] bare(KeyPairs pair, int header) {
    byte[] pkcs8 = pair.key().getEncoded();
    return Arrays.copyOfRange(pkcs8, header, pkcs8.length);
  }

  /** With the curve in it, as openssl writes it and Go wants it. */
  private static String sec1(KeyPairs pair) {
    String number = "%064x".formatted(((ECPrivateKey) pair.key()).getS());
    byte[] secret = HexFormat.of().parseHex("0201010420" + number);
    byte[] curve = {
      (byte) 0xa0, 0x0a, 0x06, 0x08, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x03, 0x01, 0x07
    };
    byte[] key = new byte[2 + secret.length + curve.length];
    key[0] = 0x30;
    key[1] = (byte) (secret.length + curve.length);
    System.arraycopy(secret, 0, key, 2, secret.length);
    System.arraycopy(curve, 0, key, 2 + secret.length, curve.length);
    return KeyPairs.pem("EC PRIVATE KEY", key);
  }
}
