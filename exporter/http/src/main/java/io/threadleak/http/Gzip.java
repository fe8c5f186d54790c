package io.threadleak.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Compression of whole bodies, by the JDK: Jetty's own comes in further libraries that the host
 * would have to carry.
 */
final class Gzip {

  static final String CODING = "gzip";

  /** Below that the body fits a packet anyway. */
  private static final int MIN_BYTES = 1_024;

  private Gzip() {}

  static boolean isWorthIt(byte[] body) {
    return body.length >= MIN_BYTES;
  }

  /** Whether the client takes gzip; {@code q=0} refuses it, a star means it too. */
  static boolean isAccepted(HttpFields headers) {
    return headers.getQualityCSV(HttpHeader.ACCEPT_ENCODING).stream()
        .anyMatch(coding -> coding.equalsIgnoreCase(CODING) || coding.equals("*"));
  }

  static byte[] compress(byte[] body) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length / 4);
    try (OutputStream gzip = new Fast(compressed)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written to
    }
    return compressed.toByteArray();
  }

  /** Text this repetitive shrinks well enough at the level that costs the host least. */
  private static final class Fast extends GZIPOutputStream {

    Fast(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
