package io.threadleak.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** What the figures were measured on, in words. */
final class Machine {

  private Machine() {}

  /** Day, cores, CPU, system and JVM, in one sentence. */
  static String describe() {
    return "%s, on %d cores of %s, %s, %s %s, %s."
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            Runtime.getRuntime().availableProcessors(),
            valueIn(Path.of("/proc/cpuinfo"), "model name", ":"),
            valueIn(Path.of("/etc/os-release"), "PRETTY_NAME", "="),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
  }

  /** The Java feature release, such as 17. */
  static int javaRelease() {
    return Runtime.version().feature();
  }

  private static String valueIn(Path file, String key, String separator) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(separator) + 1).replace("\"", "").strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException unreadable) {
      return "unknown";
    }
  }
}
