package io.threadleak.evidence;

import java.util.List;
import java.util.Map;

/**
 * The little JSON that a manifest takes: maps, lists, numbers and texts, one entry a line, so that
 * it can be read without a program. A map's order is kept.
 */
final class JsonText {

  private static final int FIRST_PRINTABLE = 0x20;

  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  static String of(Map<String, ?> object) {
    JsonText json = new JsonText();
    json.append(object, "\n");
    return json.text.append('\n').toString();
  }

  private void append(Object value, String line) {
    if (value instanceof Map<?, ?> map) {
      String inner = line + "  ";
      String separator = inner;
      text.append('{');
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        text.append(separator);
        quote(String.valueOf(entry.getKey()));
        text.append(": ");
        append(entry.getValue(), inner);
        separator = "," + inner;
      }
      text.append(map.isEmpty() ? "}" : line + "}");
    } else if (value instanceof List<?> list) {
      String inner = line + "  ";
      String separator = inner;
      text.append('[');
      for (Object entry : list) {
        text.append(separator);
        append(entry, inner);
        separator = "," + inner;
      }
      text.append(list.isEmpty() ? "]" : line + "]");
    } else if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      text.append(number);
    } else {
      quote(String.valueOf(value));
    }
  }

  private void quote(String plain) {
    text.append('"');
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < FIRST_PRINTABLE || Character.isSurrogate(c)) {
            text.append("\\u%04x".formatted((int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
