package io.threadleak.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the figures were measured on, in words. */
public final class Machine {

  private Machine() {}

  /** Cores, CPU model, operating system and JVM, in one line of Markdown. */
  public static String describe() {
    return String.format(
        Locale.ROOT,
        "%d cores, %s; %s, %s %s; %s %s (%s)",
        Runtime.getRuntime().availableProcessors(),
        cpuModel(),
        distribution(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("java.vm.name"),
        System.getProperty("java.runtime.version"),
        System.getProperty("java.vendor"));
  }

  /** The Java feature release, such as 17. */
  static int javaRelease() {
    return Runtime.version().feature();
  }

  /** The load average over one minute, which other work on the machine adds to; -1 if unknown. */
  public static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String cpuModel() {
    return valueIn(Path.of("/proc/cpuinfo"), "model name", ":")
        .orElse(System.getProperty("os.arch"));
  }

  private static String distribution() {
    return valueIn(Path.of("/etc/os-release"), "PRETTY_NAME", "=").orElse("unknown distribution");
  }

  private static Optional<String> valueIn(Path file, String key, String separator) {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(separator) + 1).replace("\"", "").trim())
          .findFirst();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
