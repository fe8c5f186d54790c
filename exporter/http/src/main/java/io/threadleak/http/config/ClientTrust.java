package io.threadleak.http.config;

import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Which client certificates are taken: any, or those of some authorities, and of some names. */
final class ClientTrust extends X509ExtendedTrustManager {

  private static final Pattern LITERAL_ADDRESS =
      Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private static final int MAIL = 1;
  private static final int DNS = 2;
  private static final int URI = 6;
  private static final int ADDRESS = 7;

  private final @Nullable X509ExtendedTrustManager authorities;
  private final @Nullable List<String> names;

  private ClientTrust(
      @Nullable X509ExtendedTrustManager authorities, @Nullable List<String> names) {
    this.authorities = authorities;
    this.names = names == null ? null : names.stream().map(ClientTrust::plain).toList();
  }

  /** Takes any certificate, whoever signed it. */
  static ClientTrust any(@Nullable List<String> names) {
    return new ClientTrust(null, names);
  }

  /**
   * Takes what some authorities signed.
   *
   * @param authorities null for those this JVM trusts
   * @param names alternative names of which a certificate must have one; null for any
   */
  static ClientTrust of(
      @Nullable Collection<X509Certificate> authorities, @Nullable List<String> names)
      throws GeneralSecurityException {
    return new ClientTrust(authorities(authorities), names);
  }

  /**
   * The JDK's check of chains.
   *
   * @param trusted null for those this JVM trusts
   */
  static X509ExtendedTrustManager authorities(@Nullable Collection<X509Certificate> trusted)
      throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(trusted == null ? null : store(trusted));
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  private static KeyStore store(Collection<X509Certificate> certificates)
      throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int count = 0;
      for (X509Certificate certificate : certificates) {
        store.setCertificateEntry("ca" + count++, certificate);
      }
      return store;
    } catch (java.io.IOException e) {
      throw new GeneralSecurityException(e); // nothing is read
    }
  }

  private void checkNames(X509Certificate[] chain) throws CertificateException {
    if (names == null) {
      return;
    }
    Collection<List<?>> alternatives = chain[0].getSubjectAlternativeNames();
    for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
      int kind = (Integer) alternative.get(0);
      boolean text = kind == MAIL || kind == DNS || kind == URI || kind == ADDRESS;
      if (text && names.contains(plain(String.valueOf(alternative.get(1))))) {
        return;
      }
    }
    throw new CertificateException("none of the client's names is among client_allowed_sans");
  }

  /** An address has several spellings, of which Go and Java like different ones. */
  private static String plain(String name) {
    if (!LITERAL_ADDRESS.matcher(name).matches()) {
      return name;
    }
    try {
      return InetAddress.getByName(name).getHostAddress();
    } catch (UnknownHostException noAddress) {
      return name;
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    if (authorities != null) {
      authorities.checkClientTrusted(chain, authType, engine);
    }
    checkNames(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    if (authorities != null) {
      authorities.checkClientTrusted(chain, authType);
    }
    checkNames(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw noServers();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw noServers();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw noServers();
  }

  private static CertificateException noServers() {
    return new CertificateException("clients alone are asked here");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities == null ? new X509Certificate[0] : authorities.getAcceptedIssuers();
  }
}
