package io.threadleak.attribution;

import java.net.URL;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where classes come from, found without loading any. */
final class ClassLocations {

  private ClassLocations() {}

  /**
   * The directory or jar a class comes from, in the form of a code source's URL; looked up as a
   * resource through the system loader and the context loaders of live threads. Null where none of
   * them has it.
   */
  static @Nullable String of(String className) {
    String path = CodeNames.stableClass(className).replace('.', '/') + ".class";
    for (ClassLoader loader : loaders()) {
      URL url = loader.getResource(path);
      if (url != null) {
        return withoutPath(url.toString(), path);
      }
    }
    return null;
  }

  /**
   * Whether a location is a directory of compiled classes, or the source that {@code java App.java}
   * compiled, rather than a jar.
   */
  static boolean isOwnClasses(String location) {
    // BOOT-INF/classes and WEB-INF/classes may stand inside an archive.
    return location.endsWith(".java")
        || location.contains("/classes!/")
        || location.contains("/classes/!/")
        || (location.endsWith("/") && !location.endsWith("!/"));
  }

  /** As a code source names it: {@code file:/app.jar} for {@code jar:file:/app.jar!/…}. */
  private static String withoutPath(String url, String path) {
    String location = url.substring(0, url.length() - path.length());
    boolean plainJar =
        location.startsWith("jar:file:") && location.indexOf("!/") == location.length() - 2;
    return plainJar ? location.substring("jar:".length(), location.length() - 2) : location;
  }

  private static Set<ClassLoader> loaders() {
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    loaders.add(ClassLoader.getSystemClassLoader());
    ThreadGroups.forEachThread(
        thread -> {
          ClassLoader loader = thread.getContextClassLoader();
          if (loader != null) {
            loaders.add(loader);
          }
        });
    return loaders;
  }
}
