package io.threadleak.sampling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The operating system's upper bounds on this process' threads, as Linux tells them under {@code
 * /proc} and {@code /sys/fs/cgroup}. A bound that is unlimited or cannot be read is absent; on
 * other systems all are.
 *
 * <p>{@code pids_max} bounds the control group, {@code ulimit} the user's threads in all processes,
 * {@code threads_max} the whole machine.
 */
public final class ThreadLimits {

  private final Path root;

  /** Reads the limits of this process. */
  public ThreadLimits() {
    this(Path.of("/"));
  }

  ThreadLimits(Path root) {
    this.root = root;
  }

  /** The limits by name; never throws. */
  public Map<String, Long> read() {
    Map<String, Long> limits = new LinkedHashMap<>();
    pidsMax().ifPresent(limit -> limits.put("pids_max", limit));
    ulimit().ifPresent(limit -> limits.put("ulimit", limit));
    number(lines("proc/sys/kernel/threads-max"))
        .ifPresent(limit -> limits.put("threads_max", limit));
    return limits;
  }

  /** Live threads of this process as the operating system counts them; empty where unknown. */
  public OptionalLong live() {
    return lines("proc/self/status").stream()
        .filter(line -> line.startsWith("Threads:"))
        .map(line -> number(List.of(line.substring("Threads:".length()))))
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  /** The lowest of the own control group's and of those above it, version 1 or 2. */
  private OptionalLong pidsMax() {
    OptionalLong lowest = OptionalLong.empty();
    for (String line : lines("proc/self/cgroup")) {
      String[] parts = line.split(":", 3);
      boolean version2 = parts.length == 3 && parts[1].isEmpty();
      if (version2 || (parts.length == 3 && parts[1].equals("pids"))) {
        lowest =
            lower(lowest, upwards(version2 ? "sys/fs/cgroup" : "sys/fs/cgroup/pids", parts[2]));
      }
    }
    return lowest;
  }

  private OptionalLong upwards(String mount, String group) {
    OptionalLong lowest = OptionalLong.empty();
    String path = group;
    while (true) {
      lowest = lower(lowest, number(lines(mount + path + "/pids.max")));
      int parent = path.lastIndexOf('/');
      if (parent < 0 || path.isEmpty()) {
        return lowest;
      }
      path = path.substring(0, parent);
    }
  }

  private OptionalLong ulimit() {
    for (String line : lines("proc/self/limits")) {
      if (line.startsWith("Max processes")) {
        return number(List.of(line.substring("Max processes".length()).strip().split(" ", 2)[0]));
      }
    }
    return OptionalLong.empty();
  }

  private static OptionalLong lower(OptionalLong a, OptionalLong b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? b : a;
    }
    return OptionalLong.of(Math.min(a.getAsLong(), b.getAsLong()));
  }

  private static OptionalLong number(List<String> lines) {
    try {
      return lines.isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(Long.parseLong(lines.get(0).strip()));
    } catch (NumberFormatException maxOrUnlimited) {
      return OptionalLong.empty();
    }
  }

  private List<String> lines(String path) {
    try {
      return Files.readAllLines(root.resolve(path));
    } catch (IOException | SecurityException | InvalidPathException unreadable) {
      return List.of();
    }
  }
}
