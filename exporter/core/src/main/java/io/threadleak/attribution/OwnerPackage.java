package io.threadleak.attribution;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of a package's name that tells whose it is. */
final class OwnerPackage {

  /** Under these everybody has a package of their own, one part further down. */
  private static final Set<String> SHARED =
      Set.of(
          "com.github.",
          "com.gitlab.",
          "com.googlecode.",
          "io.gitee.",
          "io.github.",
          "io.gitlab.",
          "net.sourceforge.",
          "org.bitbucket.",
          "org.github.");

  /** {@code uk.co.}, {@code au.com.} */
  private static final Pattern OF_COUNTRY =
      Pattern.compile("[a-z]{2}\\.(ac|co|com|edu|go|gob|gov|ltd|ne|net|or|org)\\.");

  private OwnerPackage() {}

  /**
   * {@code com.acme.} of {@code com.acme.shop.Main}, {@code com.github.acme.} of {@code
   * com.github.acme.Main}; null for a class that is in no package of such a length.
   */
  static @Nullable String of(String className) {
    String two = upTo(className, 2);
    boolean shared = two != null && (SHARED.contains(two) || OF_COUNTRY.matcher(two).matches());
    return shared ? upTo(className, 3) : two;
  }

  private static @Nullable String upTo(String className, int parts) {
    int dot = -1;
    for (int part = 0; part < parts; part++) {
      dot = className.indexOf('.', dot + 1);
      if (dot < 0) {
        return null;
      }
    }
    return className.substring(0, dot + 1);
  }
}
