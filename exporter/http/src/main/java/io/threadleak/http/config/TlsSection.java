package io.threadleak.http.config;

import io.threadleak.http.config.Tls.ClientCertificate;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** The section {@code tls_server_config} of a web config file. */
final class TlsSection {

  static final String NAME = "tls_server_config";

  private static final Set<String> KEYS =
      Set.of(
          "cert",
          "key",
          "client_ca",
          "cert_file",
          "key_file",
          "client_auth_type",
          "client_ca_file",
          "cipher_suites",
          "curve_preferences",
          "min_version",
          "max_version",
          "prefer_server_cipher_suites",
          "client_allowed_sans");

  private final YamlSection section;
  private final ReadFiles files;

  private TlsSection(YamlSection section, ReadFiles files) {
    this.section = section;
    this.files = files;
  }

  /** The TLS that a section asks for, null for an empty one. */
  static @Nullable Tls read(YamlSection section, ReadFiles files) throws WebConfigException {
    return section.only(KEYS).keys().isEmpty() ? null : new TlsSection(section, files).tls();
  }

  private Tls tls() throws WebConfigException {
    String certificates = pem("cert", "cert_file");
    String key = pem("key", "key_file");
    List<X509Certificate> chain = Pem.certificates(named("cert", "cert_file"), certificates);
    PrivateKey privateKey = Pem.key(named("key", "key_file"), key, chain.get(0).getPublicKey());
    String type = section.text("client_auth_type");
    ClientCertificate client = clientCertificate(type);
    boolean verifies = type.equals("VerifyClientCertIfGiven") || type.contains("AndVerify");
    SSLContext context = context(new Identity(chain, privateKey), trust(client, verifies));
    List<String> protocols =
        GoNames.protocols(
            or(section.text("min_version"), "TLS12"), or(section.text("max_version"), "TLS13"));
    return new Tls(
        context,
        protocols,
        GoNames.suites(orNone(section.texts("cipher_suites")), protocols, context),
        GoNames.groups(orNone(section.texts("curve_preferences"))),
        section.flag("prefer_server_cipher_suites", true),
        client,
        verifies);
  }

  private static String or(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  private static List<String> orNone(@Nullable List<String> texts) {
    return texts == null ? List.of() : texts;
  }

  private String named(String inline, String file) throws WebConfigException {
    return NAME + "." + (section.text(file).isEmpty() ? inline : file);
  }

  /** The text that stands in the file itself or in one that it names. */
  private String pem(String inline, String file) throws WebConfigException {
    String text = section.text(inline);
    String name = section.text(file);
    if (text.isEmpty() && name.isEmpty()) {
      throw new WebConfigException(
          "%1$s has neither %2$s nor %3$s, and without one nothing is encrypted: give %3$s, or leave"
                  .formatted(NAME, inline, file)
              + " the whole section out");
    }
    return once(inline, text, file, name);
  }

  private String once(String inline, String text, String file, String name)
      throws WebConfigException {
    if (!text.isEmpty() && !name.isEmpty()) {
      throw new WebConfigException("%s has both %s and %s: give one".formatted(NAME, inline, file));
    }
    return name.isEmpty() ? text : files.read(NAME + "." + file, name);
  }

  private static ClientCertificate clientCertificate(String type) throws WebConfigException {
    return switch (type) {
      case "", "NoClientCert" -> ClientCertificate.NOT_ASKED;
      case "RequestClientCert", "VerifyClientCertIfGiven" -> ClientCertificate.ASKED;
      case "RequireAnyClientCert", "RequireClientCert", "RequireAndVerifyClientCert" ->
          ClientCertificate.REQUIRED;
      default ->
          throw new WebConfigException(
              "%s.client_auth_type is '%s': use NoClientCert, RequestClientCert,"
                      .formatted(NAME, type)
                  + " RequireAnyClientCert, VerifyClientCertIfGiven or RequireAndVerifyClientCert");
    };
  }

  private ClientTrust trust(ClientCertificate client, boolean verifies) throws WebConfigException {
    String text = section.text("client_ca");
    String name = section.text("client_ca_file");
    List<String> names = section.texts("client_allowed_sans");
    boolean authorities = !text.isEmpty() || !name.isEmpty();
    if (client == ClientCertificate.NOT_ASKED && (authorities || names != null)) {
      throw new WebConfigException(
          "%s has %s, but client_auth_type asks for no certificate: set it to"
                  .formatted(
                      NAME,
                      authorities
                          ? named("client_ca", "client_ca_file").substring(NAME.length() + 1)
                          : "client_allowed_sans")
              + " RequireAndVerifyClientCert");
    }
    Collection<X509Certificate> trusted = null;
    if (authorities) {
      String pem = once("client_ca", text, "client_ca_file", name);
      trusted = Pem.certificates(named("client_ca", "client_ca_file"), pem);
    }
    try {
      return verifies ? ClientTrust.of(trusted, names) : ClientTrust.any(names);
    } catch (GeneralSecurityException e) {
      throw new WebConfigException(
          "%s cannot be used (%s)".formatted(named("client_ca", "client_ca_file"), e), e);
    }
  }

  private static SSLContext context(Identity identity, ClientTrust trust)
      throws WebConfigException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {identity}, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new WebConfigException("%s: this JVM has no TLS (%s)".formatted(NAME, e), e);
    }
  }
}
