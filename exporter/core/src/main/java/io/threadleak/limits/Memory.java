package io.threadleak.limits;

import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many more threads fit into memory: an estimate.
 *
 * <p>A thread reserves its whole stack and takes what it has touched of it. What it takes was
 * measured on JDK 17 and 25, at stacks of 1 MB and of 256 kB alike: 34 kB in a thread that waits,
 * 53 kB after 500 frames, and up to 30 kB in the kernel. So the memory that is left is divided by
 * {@value #RESIDENT_KB} kB a thread; and only where the address space is limited by {@code ulimit
 * -v}, what is left of that by the stack's size.
 *
 * <p>Memory that is left is the machine's and the container's, whichever is less; pages of files
 * that are not in use count as left.
 */
final class Memory {

  static final int RESIDENT_KB = 80;

  /** Version 1 of control groups says it so where there is no limit. */
  private static final long NO_LIMIT = 1L << 60;

  private final KernelFiles files;
  private final ControlGroups groups;
  private final LongSupplier stackBytes;

  /**
   * Of the machine that the files tell of.
   *
   * @param stackBytes what a thread's stack reserves
   */
  Memory(KernelFiles files, LongSupplier stackBytes) {
    this.files = files;
    this.groups = new ControlGroups(files);
    this.stackBytes = stackBytes;
  }

  /** Threads that fit beside those that live; null where nothing is known. */
  @Nullable Bound threads(long live) {
    OptionalLong available = files.value("proc/meminfo", "MemAvailable:");
    Bound machine = available.isEmpty() ? null : new Bound(0, available.getAsLong() / RESIDENT_KB);
    Bound bytes =
        groups.tightest(
            "memory",
            group ->
                left(
                    group,
                    "/memory.limit_in_bytes",
                    "/memory.usage_in_bytes",
                    "total_inactive_file "),
            group -> left(group, "/memory.max", "/memory.current", "inactive_file "));
    Bound container = bytes == null ? null : new Bound(0, (bytes.left() >> 10) / RESIDENT_KB);
    Bound tightest = Bound.tighter(Bound.tighter(container, machine), addressSpace());
    return tightest == null ? null : new Bound(live + tightest.left(), tightest.left());
  }

  private @Nullable Bound left(String group, String limitFile, String usageFile, String cache) {
    OptionalLong limit = files.number(group + limitFile);
    OptionalLong usage = files.number(group + usageFile);
    if (limit.isEmpty() || limit.getAsLong() >= NO_LIMIT || usage.isEmpty()) {
      return null;
    }
    long droppable = files.value(group + "/memory.stat", cache).orElse(0);
    return Bound.of(limit.getAsLong(), usage.getAsLong() - droppable);
  }

  private @Nullable Bound addressSpace() {
    OptionalLong limit = files.value("proc/self/limits", "Max address space");
    OptionalLong used = files.value("proc/self/status", "VmSize:");
    if (limit.isEmpty() || used.isEmpty()) {
      return null;
    }
    long left = Math.max(0, limit.getAsLong() - (used.getAsLong() << 10));
    return new Bound(0, left / stackBytes.getAsLong());
  }
}
