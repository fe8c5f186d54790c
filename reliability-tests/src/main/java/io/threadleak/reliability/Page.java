package io.threadleak.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code docs/reliability.md}, whose tables stand between lines that name them: {@code <!-- begin
 * faults-17 -->}.
 */
final class Page {

  private final Path file;

  Page(Path root) {
    file = root.resolve("docs/reliability.md");
  }

  /** What stands there; empty if nothing does. */
  String table(String name) throws IOException {
    String text = Files.readString(file);
    int begin = text.indexOf(begin(name));
    int end = text.indexOf(end(name));
    return begin < 0 || end < begin
        ? ""
        : text.substring(begin + begin(name).length(), end).strip() + "\n";
  }

  /** Has a table stand there instead of what does. */
  void write(String name, String table) throws IOException {
    String text = Files.readString(file);
    int begin = text.indexOf(begin(name));
    int end = text.indexOf(end(name));
    if (begin < 0 || end < begin) {
      throw new IOException(file + " has no place for " + name);
    }
    Files.writeString(
        file,
        text.substring(0, begin + begin(name).length())
            + "\n\n"
            + table.strip()
            + "\n\n"
            + text.substring(end));
  }

  private static String begin(String name) {
    return "<!-- begin " + name + " -->";
  }

  private static String end(String name) {
    return "<!-- end " + name + " -->";
  }
}
