package io.threadleak.agent.cli;

/**
 * A sentence in lines of at most {@value #COLUMNS} columns, each indented alike, for a terminal. A
 * word that is longer has a line of its own.
 */
final class Paragraph {

  private static final int COLUMNS = 100;
  private static final String INDENT = "    ";

  private Paragraph() {}

  /** Appends the sentence and a line end; what stands before it hangs out of the lines below. */
  static void append(StringBuilder text, String before, String sentence) {
    String hanging = "\n" + INDENT + " ".repeat(before.length());
    text.append(INDENT).append(before);
    int column = INDENT.length() + before.length();
    boolean begins = true;
    for (String word : sentence.split(" ", -1)) {
      if (!begins && column + 1 + word.length() > COLUMNS) {
        text.append(hanging);
        column = hanging.length() - 1;
      } else if (!begins) {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
      begins = false;
    }
    text.append('\n');
  }
}
