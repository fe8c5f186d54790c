package io.threadleak.limits;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The upper bounds on this process' threads, as Linux tells them under {@code /proc} and {@code
 * /sys/fs/cgroup}, and what others have left of them. A bound that is unlimited or cannot be read
 * is absent; on other systems all are.
 *
 * <p>{@code pids_max} bounds the control group, {@code ulimit} the user's threads in all processes,
 * {@code threads_max} the whole machine, {@code map_count} the mappings of this process, of which
 * each thread takes two: its stack and the guard below it. {@code memory} is an estimate.
 */
public final class ThreadLimits {

  /** The name of the one limit that is an estimate and moves with what else takes memory. */
  public static final String MEMORY = "memory";

  private static final int MAPPINGS_PER_THREAD = 2;
  private static final String STATUS = "proc/self/status";

  private final KernelFiles files;
  private final ControlGroups groups;
  private final UserThreads userThreads;
  private final Memory memory;

  /** Reads the limits of this process. */
  public ThreadLimits() {
    this(Path.of("/"), StackSize::bytes);
  }

  /**
   * Reads the limits that the files below a root tell of.
   *
   * @param stackBytes what a thread reserves for its stack, above 0
   */
  public ThreadLimits(Path root, LongSupplier stackBytes) {
    this.files = new KernelFiles(root);
    this.groups = new ControlGroups(files);
    this.userThreads = new UserThreads(files);
    this.memory = new Memory(files, stackBytes);
  }

  /**
   * The bounds by name; never throws.
   *
   * @param live threads of this process
   */
  public Map<String, Bound> read(long live) {
    Map<String, Bound> bounds = new LinkedHashMap<>();
    put(bounds, "pids_max", groups.tightest("pids", g -> pids(g, live), g -> pids(g, live)));
    put(bounds, "ulimit", ulimit(live));
    put(bounds, "threads_max", machine(live));
    put(bounds, "map_count", mappings(live));
    put(bounds, MEMORY, memory.threads(live));
    return bounds;
  }

  private static void put(Map<String, Bound> bounds, String name, @Nullable Bound bound) {
    if (bound != null) {
      bounds.put(name, bound);
    }
  }

  /** Live threads of this process as the operating system counts them; empty where unknown. */
  public OptionalLong live() {
    return files.value(STATUS, "Threads:");
  }

  private @Nullable Bound pids(String group, long live) {
    OptionalLong limit = files.number(group + "/pids.max");
    return limit.isEmpty()
        ? null
        : Bound.of(limit.getAsLong(), files.number(group + "/pids.current"), live);
  }

  private @Nullable Bound ulimit(long live) {
    OptionalLong limit = files.value("proc/self/limits", "Max processes");
    return limit.isEmpty() || userThreads.isUnlimited()
        ? null
        : Bound.of(limit.getAsLong(), userThreads.count(), live);
  }

  /** Each thread takes a process id, too, so that the lower of the two holds. */
  private @Nullable Bound machine(long live) {
    OptionalLong used = threadsOfTheMachine();
    Bound tightest = null;
    for (String name : new String[] {"threads-max", "pid_max"}) {
      OptionalLong limit = files.number("proc/sys/kernel/" + name);
      if (limit.isPresent()) {
        tightest = Bound.tighter(tightest, Bound.of(limit.getAsLong(), used, live));
      }
    }
    return tightest;
  }

  /** The fourth figure of the load: {@code 0.20 0.18 0.12 1/80 11206}, behind the slash. */
  private OptionalLong threadsOfTheMachine() {
    String load = String.join(" ", files.lines("proc/loadavg"));
    String behind = load.substring(load.indexOf('/') + 1);
    return KernelFiles.parse(behind.split(" ", 2)[0]);
  }

  private @Nullable Bound mappings(long live) {
    OptionalLong limit = files.number("proc/sys/vm/max_map_count");
    OptionalLong used = limit.isEmpty() ? limit : files.countLines("proc/self/maps");
    if (limit.isEmpty() || used.isEmpty()) {
      return null;
    }
    long left = Bound.of(limit.getAsLong(), used.getAsLong()).left() / MAPPINGS_PER_THREAD;
    return new Bound(live + left, left);
  }
}
