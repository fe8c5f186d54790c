package io.threadleak.endtoend.deploy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Alloy configuration as far as ours goes: blocks with labels, one attribute a line, lists over
 * several. Anything else is refused, so that nothing is passed over.
 *
 * @param attributes in the order in which they stand
 */
record AlloyFile(List<Attribute> attributes) {

  /**
   * One attribute.
   *
   * @param block the names of the blocks around it, {@code pyroscope.scrape/profiling_config}
   * @param label of the innermost block, {@code ""} where it has none
   * @param value as it is written
   */
  record Attribute(String block, String label, String name, String value) {}

  private record Block(String name, String label) {}

  private static final Pattern OPEN = Pattern.compile("([a-z_.]+)(?: \"([a-z_]+)\")? \\{");
  private static final Pattern ASSIGN = Pattern.compile("([a-z_]+) += (.+)");

  /** Reads one. */
  static AlloyFile of(String text) {
    List<Attribute> attributes = new ArrayList<>();
    Deque<Block> open = new ArrayDeque<>();
    List<String> lines = text.lines().map(String::strip).filter(AlloyFile::says).toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher block = OPEN.matcher(line);
      Matcher assign = ASSIGN.matcher(line);
      if (line.equals("}")) {
        open.removeLast();
      } else if (block.matches()) {
        open.addLast(new Block(block.group(1), block.group(2) == null ? "" : block.group(2)));
      } else if (assign.matches()) {
        StringBuilder value = new StringBuilder(assign.group(2));
        while (value.toString().startsWith("[") && !value.toString().endsWith("]")) {
          value.append(lines.get(++i));
        }
        attributes.add(
            new Attribute(
                String.join("/", open.stream().map(Block::name).toList()),
                open.getLast().label(),
                assign.group(1),
                value.toString()));
      } else {
        throw new IllegalArgumentException("not understood: " + line);
      }
    }
    if (!open.isEmpty()) {
      throw new IllegalArgumentException("not closed: " + open);
    }
    return new AlloyFile(attributes);
  }

  private static boolean says(String line) {
    return !line.isEmpty() && !line.startsWith("//");
  }
}
