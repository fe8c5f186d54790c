package io.threadleak.agent.options;

import java.util.ArrayList;
import java.util.List;

/** The string after {@code -javaagent:threadleak.jar=}, cut into {@code key=value} pieces. */
final class OptionText {

  private static final String JMX = Knob.THROUGHPUT.key() + "=jmx:";

  private OptionText() {}

  /**
   * The pieces between commas, in order; a {@code throughput=jmx:…} keeps those inside its object
   * name, for it ends with the comma after its {@code #}.
   */
  static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int from = start;
      if (text.startsWith(JMX, start) && text.indexOf('#', start) >= 0) {
        from = text.indexOf('#', start);
      }
      int comma = text.indexOf(',', from);
      int end = comma < 0 ? text.length() : comma;
      pieces.add(text.substring(start, end));
      start = end + 1;
    }
    return pieces;
  }
}
