package io.threadleak.http.config;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificates and private keys out of PEM text, by the JDK.
 *
 * <p>The JDK takes keys in PKCS #8 alone. The older forms ({@code BEGIN RSA PRIVATE KEY}, {@code
 * BEGIN EC PRIVATE KEY}) are what PKCS #8 wraps, beside the name of the algorithm; and that name is
 * what the certificate's public key begins with, so it is taken from there (RFC 5208, RFC 5280).
 */
final class Pem {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s(.*?)-----END \\1-----", Pattern.DOTALL);

  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String PKCS8 = "PRIVATE KEY";
  private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

  private Pem() {}

  /**
   * All certificates of a text, in order; other blocks are passed over.
   *
   * @param name of the text, for messages
   */
  static List<X509Certificate> certificates(String name, String text) throws WebConfigException {
    List<X509Certificate> certificates = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      if (blocks.group(1).equals(CERTIFICATE)) {
        certificates.add(certificate(name, bytes(name, blocks.group(2))));
      }
    }
    if (certificates.isEmpty()) {
      throw new WebConfigException(
          name + " holds no certificate: give PEM text with -----BEGIN CERTIFICATE-----");
    }
    return certificates;
  }

  private static X509Certificate certificate(String name, byte[] der) throws WebConfigException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new WebConfigException(
          "%s holds a certificate that cannot be read (%s)".formatted(name, e.getMessage()), e);
    }
  }

  /** The private key of a text, which is that of a public one. */
  static PrivateKey key(String name, String text, PublicKey publicKey) throws WebConfigException {
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      String kind = blocks.group(1);
      if (kind.equals(ENCRYPTED) || blocks.group(2).contains("Proc-Type: 4,ENCRYPTED")) {
        throw new WebConfigException(
            name
                + " holds an encrypted key, and there is nobody to ask for its password: write it"
                + " unencrypted by 'openssl pkey -in KEY -out NEW' and let its owner alone read it");
      }
      if (kind.equals(PKCS8) || kind.endsWith(" " + PKCS8)) {
        byte[] der = bytes(name, blocks.group(2));
        return key(name, kind.equals(PKCS8) ? der : wrapped(der, publicKey), publicKey);
      }
    }
    throw new WebConfigException(
        name + " holds no private key: give PEM text with -----BEGIN PRIVATE KEY-----");
  }

  private static PrivateKey key(String name, byte[] pkcs8, PublicKey publicKey)
      throws WebConfigException {
    try {
      PrivateKey key =
          KeyFactory.getInstance(publicKey.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      if (belongs(key, publicKey)) {
        return key;
      }
    } catch (GeneralSecurityException e) {
      throw new WebConfigException(
          "%s holds a key that cannot be read as one of the certificate's, %s (%s): give both of one"
                  .formatted(name, publicKey.getAlgorithm(), e.getMessage())
              + " pair",
          e);
    }
    throw new WebConfigException(
        name + " holds a key that is not the certificate's: give both of one pair");
  }

  /** Asked by a signature, since the kinds of keys have nothing else in common. */
  private static boolean belongs(PrivateKey key, PublicKey publicKey)
      throws GeneralSecurityException {
    String algorithm =
        switch (publicKey.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case "DSA" -> "SHA256withDSA";
          default -> publicKey.getAlgorithm();
        };
    byte[] challenge = new byte[32];
    new SecureRandom().nextBytes(challenge);
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(challenge);
    byte[] signature = signer.sign();
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(publicKey);
    verifier.update(challenge);
    return verifier.verify(signature);
  }

  private static byte[] bytes(String name, String base64) throws WebConfigException {
    try {
      return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new WebConfigException(name + " is damaged: a block of it is no base64", e);
    }
  }

  /** PKCS #8 around a bare key: version, algorithm, key. */
  private static byte[] wrapped(byte[] key, PublicKey publicKey) {
    byte[] info = publicKey.getEncoded();
    int at = headerLength(info, 0);
    int length = headerLength(info, at) + contentLength(info, at);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(VERSION_0);
    content.write(info, at, length);
    content.writeBytes(tagged(OCTETS, key));
    return tagged(SEQUENCE, content.toByteArray());
  }

  private static int headerLength(byte[] der, int at) {
    int length = der[at + 1] & 0xff;
    return length < 0x80 ? 2 : 2 + (length & 0x7f);
  }

  private static int contentLength(byte[] der, int at) {
    int length = der[at + 1] & 0xff;
    if (length < 0x80) {
      return length;
    }
    int value = 0;
    for (int i = 0; i < (length & 0x7f); i++) {
      value = (value << 8) | (der[at + 2 + i] & 0xff);
    }
    return value;
  }

  private static byte[] tagged(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      int bytes = (39 - Integer.numberOfLeadingZeros(content.length)) / 8;
      out.write(0x80 | bytes);
      for (int i = bytes - 1; i >= 0; i--) {
        out.write(content.length >>> (8 * i));
      }
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
