package io.threadleak.attribution;

import java.util.regex.Pattern;

/** Names of threads without their counters. */
final class ThreadNames {

  private static final Pattern COUNTER =
      Pattern.compile(
          "\\p{XDigit}{8}-(?:\\p{XDigit}{4}-){3}\\p{XDigit}{12}" // UUID
              + "|(?<![A-Za-z0-9])(?=[a-fA-F]*[0-9])\\p{XDigit}{8,}" // identity hash and the like
              + "|\\p{Nd}+");

  private ThreadNames() {}

  /**
   * The stem of a thread's name: every run of digits, every UUID, and every word that begins with 8
   * and more hex digits, a decimal one among them, becomes {@code #}: {@code http-nio-8080-exec-3}
   * to {@code http-nio-#-exec-#}.
   */
  static String stem(String name) {
    return COUNTER.matcher(name).replaceAll("#");
  }
}
