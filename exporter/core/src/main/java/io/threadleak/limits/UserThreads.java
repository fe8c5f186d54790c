package io.threadleak.limits;

import java.util.List;
import java.util.OptionalLong;

/** The threads that count towards {@code ulimit -u}: all of the user's. */
final class UserThreads {

  /** Looking at more processes than that is not worth what it tells. */
  private static final int MOST_PROCESSES = 1_000;

  private static final long SYS_ADMIN = 1L << 21;
  private static final long SYS_RESOURCE = 1L << 24;

  private final KernelFiles files;

  UserThreads(KernelFiles files) {
    this.files = files;
  }

  /** Whether the kernel exempts this process: root of the machine, and who may exceed limits. */
  boolean isUnlimited() {
    String[] mapping = String.join(" ", files.lines("proc/self/uid_map")).strip().split("\\s+", -1);
    boolean isOfTheMachine =
        mapping.length == 3 && mapping[0].equals("0") && mapping[1].equals("0");
    return isOfTheMachine && (user("self").equals("0") || isPrivileged());
  }

  private boolean isPrivileged() {
    try {
      long capabilities = Long.parseLong(files.word("proc/self/status", "CapEff:"), 16);
      return (capabilities & (SYS_ADMIN | SYS_RESOURCE)) != 0;
    } catch (NumberFormatException untold) {
      return false;
    }
  }

  /**
   * In all processes in sight, which in a container are its own; empty where there are too many.
   */
  OptionalLong count() {
    List<String> processes = files.processes(MOST_PROCESSES);
    String user = user("self");
    if (processes.isEmpty() || user.isEmpty()) {
      return OptionalLong.empty();
    }
    long threads = 0;
    for (String process : processes) {
      if (user(process).equals(user)) {
        threads += files.value("proc/" + process + "/status", "Threads:").orElse(0);
      }
    }
    return OptionalLong.of(threads);
  }

  private String user(String process) {
    return files.word("proc/" + process + "/status", "Uid:");
  }
}
