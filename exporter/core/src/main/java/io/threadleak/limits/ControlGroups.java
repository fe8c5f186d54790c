package io.threadleak.limits;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The control groups that this process is in, version 1 and 2. A limit may stand at the group
 * itself or at any above it, and all hold. In a container the path that the kernel tells may be one
 * of the host: its files are not there then, and the mount's root, to which the search comes last,
 * is the container's own group.
 */
final class ControlGroups {

  private static final String MOUNT = "sys/fs/cgroup";

  private final KernelFiles files;

  ControlGroups(KernelFiles files) {
    this.files = files;
  }

  /**
   * The tightest bound of all groups of a controller.
   *
   * @param controller its name in version 1
   * @param version1 the bound that the directory of a group tells, null where none
   * @param version2 the same
   */
  @Nullable Bound tightest(
      String controller,
      Function<String, @Nullable Bound> version1,
      Function<String, @Nullable Bound> version2) {
    Bound tightest = null;
    for (String line : files.lines("proc/self/cgroup")) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3 && parts[1].isEmpty()) {
        tightest = Bound.tighter(tightest, upwards(MOUNT, parts[2], version2));
      } else if (parts.length == 3 && parts[1].equals(controller)) {
        String mount = MOUNT + "/" + controller;
        tightest = Bound.tighter(tightest, upwards(mount, parts[2], version1));
      }
    }
    return tightest;
  }

  private static @Nullable Bound upwards(
      String mount, String group, Function<String, @Nullable Bound> bound) {
    Bound tightest = null;
    String path = group;
    while (true) {
      tightest = Bound.tighter(tightest, bound.apply(mount + path));
      int parent = path.lastIndexOf('/');
      if (parent < 0) {
        return tightest;
      }
      path = path.substring(0, parent);
    }
  }
}
