package io.threadleak.attribution;

/** Names of threads without their counters. */
final class ThreadNames {

  private static final int MIN_HEX_RUN = 8;

  private ThreadNames() {}

  /**
   * The stem of a thread's name: every run of digits, and every run of 8 and more hex digits that
   * holds a decimal one (a UUID's part, an identity hash), becomes {@code #}: {@code
   * http-nio-8080-exec-3} to {@code http-nio-#-exec-#}.
   */
  static String stem(String name) {
    StringBuilder stem = new StringBuilder(name.length());
    int at = 0;
    while (at < name.length()) {
      int end = counterEnd(name, at);
      if (end > at) {
        stem.append('#');
        at = end;
      } else {
        stem.append(name.charAt(at++));
      }
    }
    return stem.toString();
  }

  /** Where the counter that begins at {@code from} ends; {@code from} itself where none begins. */
  private static int counterEnd(String name, int from) {
    int hexEnd = from;
    boolean decimal = false;
    while (hexEnd < name.length() && Character.digit(name.charAt(hexEnd), 16) >= 0) {
      decimal |= isDecimal(name.charAt(hexEnd));
      hexEnd++;
    }
    boolean wordBegins = from == 0 || !Character.isLetterOrDigit(name.charAt(from - 1));
    if (wordBegins && decimal && hexEnd - from >= MIN_HEX_RUN) {
      return hexEnd;
    }
    int end = from;
    while (end < name.length() && isDecimal(name.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDecimal(char c) {
    return Character.isDigit(c);
  }
}
