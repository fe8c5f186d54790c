package io.threadleak.agent.hook;

import java.nio.charset.StandardCharsets;

/**
 * The constants of a class file, searched without parsing the rest: the cheap question asked of
 * every class the host loads.
 */
final class ConstantPool {

  /** Ends the descriptor of {@code Servlet.service}, and starts that of {@code Filter.doFilter}. */
  private static final byte[] SERVLET_REQUEST = ascii("servlet/ServletRequest;L");

  private static final int HEADER = 10;
  private static final int UTF8 = 1;

  private ConstantPool() {}

  /**
   * Whether a class file holds a method descriptor whose first parameter is a {@code
   * ServletRequest}, of whatever servlet API. False for a class file of an unknown shape.
   */
  static boolean speaksServlet(byte[] file) {
    int count = file.length < HEADER ? 0 : unsignedShort(file, 8);
    int at = HEADER;
    for (int index = 1; index < count && at + 2 < file.length; index++) {
      int tag = file[at];
      if (tag == UTF8) {
        int length = unsignedShort(file, at + 1);
        if (startsWithServletRequest(file, at + 3, length)) {
          return true;
        }
        at += 3 + length;
      } else {
        int size = sizeOf(tag);
        if (size == 0) {
          return false;
        }
        at += size;
        index += tag == 5 || tag == 6 ? 1 : 0; // long and double take two places
      }
    }
    return false;
  }

  private static boolean startsWithServletRequest(byte[] file, int at, int length) {
    if (length < 2 * SERVLET_REQUEST.length || at + length > file.length) {
      return false;
    }
    if (file[at] != '(' || file[at + 1] != 'L') {
      return false;
    }
    int end = at + 2;
    while (end < at + length && file[end] != ';') {
      end++;
    }
    int start = end + 2 - SERVLET_REQUEST.length;
    return start > at && end + 1 < at + length && matches(file, start);
  }

  private static boolean matches(byte[] file, int start) {
    for (int i = 0; i < SERVLET_REQUEST.length; i++) {
      if (file[start + i] != SERVLET_REQUEST[i]) {
        return false;
      }
    }
    return true;
  }

  /** Bytes of a constant with its tag; 0 for a tag that no JVM specification knows. */
  private static int sizeOf(int tag) {
    return switch (tag) {
      case 7, 8, 16, 19, 20 -> 3;
      case 15 -> 4;
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 5;
      case 5, 6 -> 9;
      default -> 0;
    };
  }

  private static int unsignedShort(byte[] file, int at) {
    return (file[at] & 0xff) << 8 | (file[at + 1] & 0xff);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
