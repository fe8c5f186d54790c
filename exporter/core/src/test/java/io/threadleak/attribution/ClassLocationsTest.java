package io.threadleak.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassLocationsTest {

  @TempDir Path folder;

  @Test
  void of_classOfAThreadsContextLoader_isFoundFromAnyThreadGroup() throws Exception {
    Path jar = folder.resolve("webapp.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("webapp/only/Servlet.class"));
    }
    CountDownLatch end = new CountDownLatch(1);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      Thread container = new Thread(() -> awaitQuietly(end), "container");
      container.setContextClassLoader(loader);
      container.start();
      String[] found = new String[1];
      Thread asker =
          OwnThreads.factory("test")
              .newThread(() -> found[0] = ClassLocations.of("webapp.only.Servlet"));
      asker.start();
      asker.join();
      end.countDown();
      container.join();
      assertThat(found[0]).isEqualTo(jar.toUri().toURL().toString());
    }
  }

  @Test
  void of_unknownClass_isNull() {
    assertThat(ClassLocations.of("no.such.Thing")).isNull();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
