package io.threadleak.proving;

import io.threadleak.model.ProofException;
import io.threadleak.model.ProofException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Where a JVM finds the classes of threadleak: the jar or directory that they were loaded from.
 * Where that is a jar within a jar, a copy is made.
 */
final class OwnClasses {

  private OwnClasses() {}

  /**
   * A class path.
   *
   * @param directory for the copy
   */
  static Path path(Path directory) throws ProofException {
    CodeSource source = OwnClasses.class.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location == null) {
      throw refusal("nowhere that its loader tells", null);
    }
    return path(location, directory);
  }

  static Path path(URL location, Path directory) throws ProofException {
    try {
      if (location.getProtocol().equals("file")) {
        return Path.of(location.toURI());
      }
      String text = location.toString();
      // jar:file:/app.jar!/BOOT-INF/lib/x.jar!/ or jar:nested:/app.jar/!BOOT-INF/lib/x.jar!/
      String[] parts = text.split("/!|!/", 3);
      if (text.startsWith("jar:") && parts.length == 3 && parts[2].isEmpty()) {
        return copy(outer(parts[0]), parts[1], directory.resolve("classes.jar"));
      }
    } catch (URISyntaxException | IllegalArgumentException | IOException unreadable) {
      throw refusal(location.toString(), unreadable);
    }
    throw refusal(location.toString(), null);
  }

  private static Path outer(String text) {
    String file = text.substring("jar:".length());
    if (file.startsWith("nested:")) {
      return Path.of(
          URLDecoder.decode(
              file.substring("nested:".length()).replace("+", "%2B"), StandardCharsets.UTF_8));
    }
    return Path.of(URI.create(file));
  }

  private static Path copy(Path outer, String name, Path to) throws IOException {
    try (ZipFile jar = new ZipFile(outer.toFile())) {
      ZipEntry entry = jar.getEntry(name);
      if (entry == null) {
        throw new IOException("no " + name + " in " + outer);
      }
      try (InputStream nested = jar.getInputStream(entry)) {
        Files.copy(nested, to);
      }
    }
    return to;
  }

  private static ProofException refusal(String place, @Nullable Exception cause) {
    String message =
        "threadleak's classes come from "
            + place
            + ", where a process of its own cannot read them: put threadleak-core on the class path"
            + " as a jar, or use the agent";
    return cause == null
        ? new ProofException(Reason.REFUSED, message)
        : new ProofException(Reason.REFUSED, message + " (" + cause.getMessage() + ")", cause);
  }
}
