package io.threadleak.proving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Memory that another process may take beside this one, as Linux tells: what the machine has left,
 * and what the container's limit leaves. Anywhere else nothing is known.
 */
final class AvailableMemory {

  /** Stands for: not known. */
  static final long UNKNOWN = Long.MAX_VALUE;

  /** Version 1 of control groups says it so where there is no limit. */
  private static final long NO_LIMIT = 1L << 60;

  private final Path root;

  /** Of the file system under that root. */
  AvailableMemory(Path root) {
    this.root = root;
  }

  /** Bytes, {@link #UNKNOWN} where nothing tells. */
  long bytes() {
    long machine = kilobytes("proc/meminfo", "MemAvailable:");
    return Math.min(
        machine,
        Math.min(
            left("memory.max", "memory.current", "memory.stat", "inactive_file"),
            left(
                "memory/memory.limit_in_bytes",
                "memory/memory.usage_in_bytes",
                "memory/memory.stat",
                "total_inactive_file")));
  }

  /** Limit less usage, to which cached pages that can be dropped do not count. */
  private long left(String limitFile, String usageFile, String statFile, String cache) {
    long limit = number("sys/fs/cgroup/" + limitFile);
    long usage = number("sys/fs/cgroup/" + usageFile);
    if (limit == UNKNOWN || limit >= NO_LIMIT || usage == UNKNOWN) {
      return UNKNOWN;
    }
    long droppable = value("sys/fs/cgroup/" + statFile, cache);
    return Math.max(0, limit - usage + (droppable == UNKNOWN ? 0 : droppable));
  }

  private long kilobytes(String file, String key) {
    long value = value(file, key);
    return value == UNKNOWN ? UNKNOWN : value << 10;
  }

  private long value(String file, String key) {
    for (String line : lines(file)) {
      String[] words = line.trim().split("\\s+", -1);
      if (words.length >= 2 && words[0].equals(key)) {
        return parse(words[1]);
      }
    }
    return UNKNOWN;
  }

  private long number(String file) {
    List<String> lines = lines(file);
    return lines.isEmpty() ? UNKNOWN : parse(lines.get(0).trim());
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(root.resolve(file));
    } catch (IOException | RuntimeException absent) {
      return List.of();
    }
  }

  private static long parse(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : UNKNOWN;
  }
}
