package io.threadleak.benchmarks.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What Linux says of a process; zeroes elsewhere, and of one that has ended.
 *
 * @param anonymousBytes resident now, without the pages of files
 * @param residentBytes the most that was resident at a time, the pages of mapped files included
 */
record ProcessStatus(long anonymousBytes, long residentBytes) {

  private static final ProcessStatus UNKNOWN = new ProcessStatus(0, 0);

  static ProcessStatus of(ProcessHandle process) {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"));
      return new ProcessStatus(bytes(lines, "RssAnon:"), bytes(lines, "VmHWM:"));
    } catch (IOException gone) {
      return UNKNOWN;
    }
  }

  private static long bytes(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElse(0);
  }
}
