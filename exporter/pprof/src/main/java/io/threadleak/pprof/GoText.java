package io.threadleak.pprof;

import java.util.Map;
import java.util.regex.Pattern;

/** Pieces of text as Go writes them. */
final class GoText {

  private static final Pattern PLAIN = Pattern.compile("[\\w.:/$@+-]+");
  private static final int FIRST_SUPPLEMENTARY = 0x10000;
  private static final int FIRST_NON_ASCII = 0x80;

  private GoText() {}

  /** The line of a group but for its count: addresses, and labels where there are any. */
  static String key(ProfileRow row) {
    StringBuilder key = new StringBuilder("@");
    for (ProfileFrame frame : row.frames()) {
      key.append(" 0x").append(Long.toHexString(frame.address()));
    }
    if (!row.labels().isEmpty()) {
      key.append("\n# labels: ").append(labels(row.labels()));
    }
    return key.toString();
  }

  /** {@code {"key":"text", "other":"text"}}. */
  private static String labels(Map<String, String> labels) {
    StringBuilder text = new StringBuilder("{");
    labels.forEach(
        (key, value) ->
            text.append(text.length() == 1 ? "" : ", ")
                .append(quoted(key))
                .append(':')
                .append(quoted(value)));
    return text.append('}').toString();
  }

  /** {@code {key: plain, other: "to be quoted"}}. */
  static String headerLabels(Map<String, String> labels) {
    StringBuilder text = new StringBuilder("{");
    labels.forEach(
        (key, value) ->
            text.append(text.length() == 1 ? "" : ", ")
                .append(key)
                .append(": ")
                .append(PLAIN.matcher(value).matches() ? value : quoted(value)));
    return text.append('}').toString();
  }

  /** A literal of Go: what does not print is escaped, so that no text breaks a line. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(point -> append(quoted, point));
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, int point) {
    switch (point) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case 0x07 -> quoted.append("\\a");
      case '\b' -> quoted.append("\\b");
      case '\f' -> quoted.append("\\f");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      case 0x0b -> quoted.append("\\v");
      default -> {
        if (prints(point)) {
          quoted.appendCodePoint(point);
        } else if (point < FIRST_NON_ASCII) {
          quoted.append("\\x%02x".formatted(point));
        } else {
          quoted.append((point < FIRST_SUPPLEMENTARY ? "\\u%04x" : "\\U%08x").formatted(point));
        }
      }
    }
  }

  /** Letters, marks, numbers, punctuation, symbols, and of all spaces the plain one. */
  private static boolean prints(int point) {
    if (point == ' ') {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.UNASSIGNED,
          Character.CONTROL,
          Character.FORMAT,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
