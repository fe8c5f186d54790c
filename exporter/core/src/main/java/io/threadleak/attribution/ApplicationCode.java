package io.threadleak.attribution;

import java.net.URL;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells the application's own classes from the JDK's and from libraries. Thread-safe.
 *
 * <p>In this order: configured package prefixes decide alone. Else a class is the application's if
 * it shares with the main class the part of its package that names the owner ({@code com.acme.},
 * {@code com.github.acme.}), if it comes from a directory of classes ({@code target/classes},
 * {@code BOOT-INF/classes}, {@code WEB-INF/classes}), from the very jar the main class came from,
 * or from a source file that was run as a program; known libraries and all other jars are
 * libraries.
 */
public final class ApplicationCode {

  private static final int MAX_REMEMBERED_NAMES = 20_000;

  private final List<String> packages;
  private final @Nullable String mainPackage;
  private final @Nullable String mainLocation;
  private final Map<String, Origin> byName = new ConcurrentHashMap<>();
  private final ClassValue<Origin> byClass =
      new ClassValue<>() {
        @Override
        protected Origin computeValue(Class<?> type) {
          return ApplicationCode.this.compute(type);
        }
      };

  private ApplicationCode(
      List<String> packages, @Nullable String mainClass, @Nullable String mainLocation) {
    this.packages = packages.stream().map(ApplicationCode::withDot).toList();
    this.mainPackage = mainClass == null ? null : OwnerPackage.of(mainClass);
    this.mainLocation = mainLocation;
  }

  /**
   * For the application that this JVM runs.
   *
   * @param packages prefixes that decide alone, {@code com.acme}; empty to tell by origin
   */
  public static ApplicationCode ofThisJvm(List<String> packages) {
    String mainClass = MainClass.name();
    String location = mainClass == null ? null : ClassLocations.of(mainClass);
    return new ApplicationCode(packages, mainClass, location);
  }

  /** For a given main class and the place it was loaded from. */
  static ApplicationCode of(
      List<String> packages, @Nullable String mainClass, @Nullable String mainLocation) {
    return new ApplicationCode(packages, mainClass, mainLocation);
  }

  Origin of(Class<?> type) {
    return byClass.get(type);
  }

  /** For a class known by name only, as in a JFR event. */
  Origin of(String className) {
    Origin known = byName.get(className);
    if (known != null) {
      return known;
    }
    Origin origin =
        isJdkName(className) ? Origin.JDK : classify(className, ClassLocations.of(className));
    if (byName.size() < MAX_REMEMBERED_NAMES) {
      byName.put(className, origin);
    }
    return origin;
  }

  private Origin compute(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    String module = type.getModule().getName();
    boolean ofJdkModule =
        module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    if (loader == null || ofJdkModule || isJdkName(type.getName())) {
      return Origin.JDK;
    }
    return classify(type.getName(), location(type));
  }

  Origin classify(String className, @Nullable String location) {
    if (!packages.isEmpty()) {
      return packages.stream().anyMatch(className::startsWith)
          ? Origin.APPLICATION
          : Origin.LIBRARY;
    }
    int known = KnownLibraries.prefixLength(className);
    if (mainPackage != null && className.startsWith(mainPackage)) {
      return known > mainPackage.length() ? Origin.LIBRARY : Origin.APPLICATION;
    }
    if (known > 0) {
      return Origin.LIBRARY;
    }
    if (location == null) {
      return Origin.APPLICATION;
    }
    boolean own = ClassLocations.isOwnClasses(location) || location.equals(mainLocation);
    return own ? Origin.APPLICATION : Origin.LIBRARY;
  }

  private static @Nullable String location(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    URL url = source == null ? null : source.getLocation();
    return url == null ? null : url.toString();
  }

  private static boolean isJdkName(String className) {
    return className.startsWith("java.")
        || className.startsWith("jdk.")
        || className.startsWith("sun.")
        || className.startsWith("com.sun.");
  }

  private static String withDot(String prefix) {
    return prefix.endsWith(".") ? prefix : prefix + ".";
  }
}
