package io.threadleak.exposition;

import java.util.Map;
import java.util.TreeMap;

/** Reads one sample line of the Prometheus text format, without a timestamp. */
final class SampleLine {

  private final String line;
  private int at;

  SampleLine(String line) {
    this.line = line;
  }

  Sample parse() {
    String name = until("{ ");
    Map<String, String> labels = new TreeMap<>();
    if (take('{')) {
      while (!take('}')) {
        String label = until("=");
        expect('=');
        labels.put(label, quoted());
        take(',');
      }
    }
    expect(' ');
    return new Sample(name, labels, Double.parseDouble(line.substring(at)));
  }

  private String quoted() {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (!take('"')) {
      value.append(take('\\') ? escaped() : next());
    }
    return value.toString();
  }

  private char escaped() {
    char letter = next();
    return switch (letter) {
      case 'n' -> '\n';
      case '\\', '"' -> letter;
      default -> throw new AssertionError("no escape: \\" + letter + " in " + line);
    };
  }

  private String until(String ends) {
    int start = at;
    while (ends.indexOf(line.charAt(at)) < 0) {
      at++;
    }
    return line.substring(start, at);
  }

  private boolean take(char wanted) {
    if (line.charAt(at) != wanted) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char wanted) {
    if (!take(wanted)) {
      throw new AssertionError("no " + wanted + " at " + at + " in " + line);
    }
  }

  private char next() {
    return line.charAt(at++);
  }
}
