package io.threadleak.proving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadleak.model.ProofException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnClassesTest {

  @TempDir private Path directory;

  @Test
  void path_classesOnDisk_isWhereTheyAre() throws ProofException {
    assertThat(OwnClasses.path(directory)).exists();
  }

  @Test
  void path_jarInAJar_isACopyOfIt() throws Exception {
    Path app = directory.resolve("my app.jar");
    try (OutputStream out = Files.newOutputStream(app);
        ZipOutputStream jar = new ZipOutputStream(out)) {
      jar.putNextEntry(new ZipEntry("BOOT-INF/lib/core.jar"));
      jar.write("classes".getBytes(StandardCharsets.UTF_8));
    }

    String place = app.toUri().getRawPath();
    Path older =
        OwnClasses.path(url("jar:file:" + place + "!/BOOT-INF/lib/core.jar!/"), copies("a"));
    Path nested =
        OwnClasses.path(url("jar:nested:" + place + "/!BOOT-INF/lib/core.jar!/"), copies("b"));

    assertThat(older).hasContent("classes");
    assertThat(nested).hasContent("classes");
  }

  @Test
  void path_anyOtherPlace_isRefusedWithTheCure() {
    assertThatThrownBy(() -> OwnClasses.path(url("vfs:/deployment/core.jar"), directory))
        .isInstanceOf(ProofException.class)
        .hasMessageContaining("vfs:/deployment/core.jar")
        .hasMessageContaining("use the agent");
  }

  private Path copies(String name) throws IOException {
    return Files.createDirectory(directory.resolve(name));
  }

  /** A URL of any protocol, as loaders of their own make them. */
  private static URL url(String text) throws IOException {
    return new URL(
        null,
        text,
        new URLStreamHandler() {
          @Override
          protected void parseURL(URL url, String spec, int start, int limit) {
            setURL(url, url.getProtocol(), "", -1, "", "", spec.substring(start), null, null);
          }

          @Override
          protected URLConnection openConnection(URL url) throws IOException {
            throw new IOException("never opened");
          }
        });
  }
}
