package io.threadleak.heap;

import java.util.regex.Pattern;

/** Names of classes as HotSpot writes them, and as {@link Class#getName()} has them. */
final class ClassNames {

  /** What stands behind the name of a hidden class. */
  private static final Pattern HIDDEN = Pattern.compile("[+](0x[0-9a-f]+|[0-9]+)$");

  private ClassNames() {}

  static String binary(String internal) {
    String dotted = internal.replace('/', '.');
    return dotted.indexOf('+') < 0 ? dotted : HIDDEN.matcher(dotted).replaceFirst("/$1");
  }
}
