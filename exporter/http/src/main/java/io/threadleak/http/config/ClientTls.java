package io.threadleak.http.config;

import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** TLS of a client of such a server: what its command line names, as {@code curl}'s does. */
public final class ClientTls {

  private ClientTls() {}

  /**
   * What to connect with.
   *
   * @param authorities that servers are signed by; null for those that the JVM trusts
   * @param certificate of the client, null for none
   * @param key of the certificate; null if it is in the certificate's file
   * @param anyServer takes whoever answers
   * @throws WebConfigException if a file is refused; the message names the option and the cure
   */
  public static SSLContext context(
      @Nullable Path authorities, @Nullable Path certificate, @Nullable Path key, boolean anyServer)
      throws WebConfigException {
    ReadFiles files = new ReadFiles(Path.of("").toAbsolutePath());
    TrustManager[] trust = null;
    KeyManager[] own = null;
    try {
      if (anyServer) {
        trust = new TrustManager[] {new AnyServer()};
      } else if (authorities != null) {
        String pem = files.read("--cacert", authorities.toString());
        trust =
            new TrustManager[] {
              ClientTrust.authorities(Pem.certificates("--cacert " + authorities, pem))
            };
      }
      if (certificate != null) {
        own = new KeyManager[] {identity(files, certificate, key == null ? certificate : key)};
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new WebConfigException("this JVM cannot do TLS that way: " + e, e);
    }
  }

  private static Identity identity(ReadFiles files, Path certificate, Path key)
      throws WebConfigException {
    List<X509Certificate> chain =
        Pem.certificates("--cert " + certificate, files.read("--cert", certificate.toString()));
    String pem = files.read("--key", key.toString());
    return new Identity(chain, Pem.key("--key " + key, pem, chain.get(0).getPublicKey()));
  }

  /** Checks nothing; of the extended kind, for else the JDK would check the host's name. */
  private static final class AnyServer extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
