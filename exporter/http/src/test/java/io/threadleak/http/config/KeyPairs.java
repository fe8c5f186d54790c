package io.threadleak.http.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates that {@code keytool} made, each its own authority, as PEM and for clients. */
public final class KeyPairs {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final Map<List<String>, KeyPairs> MADE = new ConcurrentHashMap<>();

  private final KeyStore store;

  private KeyPairs(KeyStore store) {
    this.store = store;
  }

  /** An RSA pair whose certificate has an alternative name such as {@code ip:127.0.0.1}. */
  public static KeyPairs rsa(String name, String alternative) {
    return of("RSA", name, alternative);
  }

  /** A pair on the curve P-256. */
  public static KeyPairs ec(String name, String alternative) {
    return of("EC", name, alternative);
  }

  private static KeyPairs of(String algorithm, String name, String alternative) {
    return MADE.computeIfAbsent(List.of(algorithm, name, alternative), KeyPairs::make);
  }

  private static KeyPairs make(List<String> what) {
    try {
      Path directory = Files.createTempDirectory("threadleak-keys");
      Path file = directory.resolve("pair.p12");
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-keystore",
                  file.toString(),
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  new String(PASSWORD),
                  "-alias",
                  "pair",
                  "-keyalg",
                  what.get(0),
                  "-dname",
                  "CN=" + what.get(1),
                  "-validity",
                  "3650",
                  "-ext",
                  "san=" + what.get(2),
                  "-ext",
                  "bc=ca:true"));
      if (what.get(0).equals("EC")) {
        command.addAll(List.of("-groupname", "secp256r1"));
      } else {
        command.addAll(List.of("-keysize", "2048"));
      }
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said =
          new String(
              keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, PASSWORD);
      }
      Files.delete(file);
      Files.delete(directory);
      return new KeyPairs(store);
    } catch (IOException | InterruptedException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public X509Certificate certificate() {
    try {
      return (X509Certificate) store.getCertificate("pair");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  PrivateKey key() {
    try {
      return (PrivateKey) store.getKey("pair", PASSWORD);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public String certificatePem() {
    try {
      return pem("CERTIFICATE", certificate().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public String keyPem() {
    return pem("PRIVATE KEY", key().getEncoded());
  }

  static String pem(String kind, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, base64);
  }

  /** Writes {@code NAME.crt} and {@code NAME.key}. */
  public void write(Path directory, String name) throws IOException {
    Files.writeString(directory.resolve(name + ".crt"), certificatePem());
    Files.writeString(directory.resolve(name + ".key"), keyPem());
  }

  /** A client that trusts this server. */
  public SSLContext trusting() {
    return client(null);
  }

  /** A client that trusts this server, and has a certificate of its own if one is given. */
  public SSLContext client(KeyPairs own) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("server", certificate());
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trusted);
      KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
      keys.init(own == null ? null : own.store, own == null ? null : PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
