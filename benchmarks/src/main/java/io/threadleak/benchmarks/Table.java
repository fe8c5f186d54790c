package io.threadleak.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** A Markdown table under a heading, with lines of text below it. */
public final class Table {

  private final String heading;
  private final List<String> columns;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** A table without rows. */
  public Table(String heading, String... columns) {
    this.heading = heading;
    this.columns = List.of(columns);
  }

  /** Adds a row of as many cells as there are columns. */
  public void row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + columns);
    }
    rows.add(List.of(cells));
  }

  /** Adds a sentence below the table. */
  public void note(String sentence) {
    notes.add(sentence);
  }

  /** The table as Markdown, ending in an empty line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("### ").append(heading).append("\n\n");
    appendRow(text, columns);
    appendRow(text, columns.stream().map(column -> "---").toList());
    rows.forEach(row -> appendRow(text, row));
    text.append('\n');
    notes.forEach(note -> text.append(note).append('\n'));
    if (!notes.isEmpty()) {
      text.append('\n');
    }
    return text.toString();
  }

  private static void appendRow(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
