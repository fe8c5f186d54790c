package io.threadleak.limits;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The files in which Linux tells of itself, below a root. What is not there, cannot be read or is
 * no number is empty; nothing here throws.
 */
final class KernelFiles {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path root;

  KernelFiles(Path root) {
    this.root = root;
  }

  List<String> lines(String path) {
    try {
      return Files.readAllLines(root.resolve(path));
    } catch (IOException | RuntimeException unreadable) {
      return List.of();
    }
  }

  /** The number that a file consists of. */
  OptionalLong number(String path) {
    List<String> lines = lines(path);
    return lines.isEmpty() ? OptionalLong.empty() : parse(lines.get(0));
  }

  /** The first word behind a key that begins a line, as a decimal number. */
  OptionalLong value(String path, String key) {
    return parse(word(path, key));
  }

  /** The first word behind a key that begins a line; empty text where there is none. */
  String word(String path, String key) {
    for (String line : lines(path)) {
      if (line.startsWith(key)) {
        return line.substring(key.length()).strip().split("\\s+", 2)[0];
      }
    }
    return "";
  }

  /** How many lines a file has that may be long. */
  OptionalLong countLines(String path) {
    try (InputStream in = Files.newInputStream(root.resolve(path))) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long lines = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (int i = 0; i < read; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
      }
      return OptionalLong.of(lines);
    } catch (IOException | RuntimeException unreadable) {
      return OptionalLong.empty();
    }
  }

  /** Ids of all processes in sight; empty where there are more than so many. */
  List<String> processes(int most) {
    List<String> ids = new ArrayList<>();
    try (DirectoryStream<Path> processes =
        Files.newDirectoryStream(root.resolve("proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (ids.size() == most) {
          return List.of();
        }
        ids.add(String.valueOf(process.getFileName()));
      }
    } catch (IOException | DirectoryIteratorException | SecurityException unreadable) {
      return List.of();
    }
    return ids;
  }

  /** Empty for {@code max} and {@code unlimited}, too. */
  static OptionalLong parse(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text.strip()));
    } catch (NumberFormatException noNumber) {
      return OptionalLong.empty();
    }
  }
}
