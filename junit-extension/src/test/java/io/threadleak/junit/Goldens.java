package io.threadleak.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The messages that the suite must fail with, one file a test, without what differs from JDK to JDK
 * and from run to run. {@code -Dthreadleak.golden.write=true} writes them.
 */
final class Goldens {

  private static final String MESSAGES = "messages";
  private static final Path FILES = Path.of("src/test/resources");
  private static final String SUFFIX = ".txt";

  private Goldens() {}

  /** That exactly the tests failed that should, but those given, each with its message. */
  static void compare(Map<String, String> failures, Set<String> butNot) throws IOException {
    compare(MESSAGES, failures, butNot);
  }

  /** With the messages in a folder of their own. */
  static void compare(String folder, Map<String, String> failures, Set<String> butNot)
      throws IOException {
    if (Boolean.getBoolean("threadleak.golden.write")) {
      for (Map.Entry<String, String> failure : failures.entrySet()) {
        Files.writeString(file(folder, failure.getKey()), plain(failure.getValue()));
      }
    }
    assertThat(failures.keySet()).isEqualTo(expected(folder, butNot));
    failures.forEach(
        (test, message) -> assertThat(plain(message)).as(test).isEqualTo(read(file(folder, test))));
  }

  private static Set<String> expected(String folder, Set<String> butNot) throws IOException {
    try (Stream<Path> files = Files.list(FILES.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString().replace(SUFFIX, ""))
          .filter(test -> !butNot.contains(test))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Path file(String folder, String test) {
    return FILES.resolve(folder).resolve(test + SUFFIX);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Frames of the JDK as one, numbers in names and times as {@code #}, and any means. */
  private static String plain(String message) {
    return message
            .replaceAll("( +at (java|jdk|sun)\\.[^\\n]*\\n)+", "    at (the JDK)\n")
            .replaceAll("(?<=[-/])\\d+(?=[-\"])", "#")
            .replaceAll("Starts were seen by [^\\n]*", "Starts were seen.")
            .replaceAll("(?<=in the heap in )[\\d.]+", "#")
            .replaceAll("(Assumed|Not seen): [^\\n]*\\n", "")
            .strip()
        + "\n";
  }
}
