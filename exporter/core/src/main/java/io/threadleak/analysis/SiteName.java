package io.threadleak.analysis;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A site's name as a sentence has it: short, on one line, without characters that move a cursor.
 */
final class SiteName {

  private static final int MOST_CHARACTERS = 80;

  /** What recordings append to the second site of one label. */
  private static final Pattern MARK = Pattern.compile(" \\[[0-9a-f]{8}]$");

  private final String text;
  private final boolean place;

  private SiteName(String text, boolean place) {
    this.text = text;
    this.place = place;
  }

  /**
   * Shortens a label: {@code com.acme.OrderHandler.handle(OrderHandler.java:42)} to {@code
   * OrderHandler.handle:42}. One that is no line of code stays as it is, but for its length, and so
   * does the id that a recording appends.
   */
  static SiteName of(String name) {
    if (!name.endsWith("]")) {
      return of(name, "");
    }
    Matcher mark = MARK.matcher(name);
    return mark.find() ? of(name.substring(0, mark.start()), mark.group()) : of(name, "");
  }

  private static SiteName of(String label, String mark) {
    int open = label.lastIndexOf('(');
    boolean frame = open > 0 && label.endsWith(")") && label.charAt(open - 1) != ' ';
    int method = frame ? label.lastIndexOf('.', open) : -1;
    return method < 0
        ? new SiteName(PlainText.of(label, MOST_CHARACTERS) + mark, false)
        : new SiteName(
            PlainText.of(
                    label.substring(simpleClass(label, method), open) + line(label),
                    MOST_CHARACTERS)
                + mark,
            true);
  }

  private static int simpleClass(String label, int method) {
    return label.lastIndexOf('.', method - 1) + 1;
  }

  /** The colon and the digits before the closing bracket, empty where there is no line. */
  private static String line(String label) {
    int end = label.length() - 1;
    int digits = end;
    while (digits > 0 && isDigit(label.charAt(digits - 1))) {
      digits--;
    }
    return digits < end && label.charAt(digits - 1) == ':' ? label.substring(digits - 1, end) : "";
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Which threads: {@code started at OrderHandler.handle:42}, {@code of pool-#-thread-#}. */
  String which() {
    return (place ? "started at " : "of ") + text;
  }

  /** What happened to them, where {@link #which()} does not say it yet. */
  String started() {
    return place ? "" : " started";
  }

  @Override
  public String toString() {
    return text;
  }
}
