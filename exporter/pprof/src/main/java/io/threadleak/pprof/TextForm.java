package io.threadleak.pprof;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as Go's text at {@code debug=1}: one paragraph a group, most threads first.
 *
 * <pre>
 * thread profile: total 5
 * 5 @ 0x5d0c4f0b002a
 * # labels: {"kind":"platform"}
 * #&#9;0x5d0c4f0b002a&#9;com.acme.OrderHandler.handle+0x2a&#9;com/acme/OrderHandler.java:42
 * </pre>
 */
final class TextForm {

  private static final int TAB = 8;

  private TextForm() {}

  static String of(ProfileTable table) {
    StringBuilder text = new StringBuilder();
    text.append(table.name()).append(" profile: total ").append(table.total()).append('\n');
    for (ProfileRow row : table.rows()) {
      text.append(row.count()).append(' ').append(GoText.key(row)).append('\n');
      appendFrames(text, row.frames());
      text.append('\n');
    }
    return text.toString();
  }

  private static void appendFrames(StringBuilder text, List<ProfileFrame> frames) {
    List<String> addresses = new ArrayList<>();
    List<String> functions = new ArrayList<>();
    for (ProfileFrame frame : frames) {
      addresses.add("0x" + Long.toHexString(frame.address()));
      functions.add(frame.function() + "+0x" + Integer.toHexString(frame.offset()));
    }
    int addressWidth = width(addresses);
    int functionWidth = width(functions);
    for (int i = 0; i < frames.size(); i++) {
      text.append("#\t");
      appendCell(text, addresses.get(i), addressWidth);
      appendCell(text, functions.get(i), functionWidth);
      text.append(frames.get(i).file()).append(':').append(frames.get(i).line()).append('\n');
    }
  }

  /** The column's width: the widest cell and a column of space, up to the next tab stop. */
  private static int width(List<String> cells) {
    int widest = cells.stream().mapToInt(TextForm::length).max().orElse(0);
    return (widest + 1 + TAB - 1) / TAB * TAB;
  }

  private static void appendCell(StringBuilder text, String cell, int width) {
    int missing = width - length(cell);
    text.append(cell).append("\t".repeat((missing + TAB - 1) / TAB));
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
