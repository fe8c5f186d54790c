package io.threadleak.attribution;

import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** What the JVM was started to run, which tells the application from its dependencies. */
final class MainClass {

  private static final Attributes.Name START_CLASS = new Attributes.Name("Start-Class");

  private MainClass() {}

  /**
   * The name of the application's main class as the launcher was told it; for {@code java -jar} the
   * jar's, a Spring Boot jar's own {@code Start-Class} first. Null where it cannot be told, and
   * where the main class is itself a known library's, a servlet container's for instance.
   */
  static @Nullable String name() {
    String command = System.getProperty("sun.java.command", "");
    String first = command.isEmpty() ? "" : command.split(" ", 2)[0];
    String name = first.endsWith(".jar") ? ofJar(first) : afterModule(first);
    return name == null || name.isEmpty() || KnownLibraries.has(name) ? null : name;
  }

  private static String afterModule(String first) {
    return first.substring(first.indexOf('/') + 1);
  }

  private static @Nullable String ofJar(String path) {
    try (JarFile jar = new JarFile(path)) {
      Manifest manifest = jar.getManifest();
      if (manifest == null) {
        return null;
      }
      Attributes attributes = manifest.getMainAttributes();
      String start = attributes.getValue(START_CLASS);
      return start != null ? start : attributes.getValue(Attributes.Name.MAIN_CLASS);
    } catch (IOException | SecurityException unreadable) {
      return null;
    }
  }
}
