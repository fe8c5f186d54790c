package io.threadleak.oracle;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The collections of this JVM that look at all of its heap in one pause, and so reach every object
 * that is reachable and no other.
 *
 * <p>A concurrent collector does not do. ZGC and Shenandoah take the stack of a virtual thread that
 * they would hand over for reachable, and with it the thread; the concurrent cycle of G1 takes all
 * that young references refer to for reachable. None of them could be wrong about a live thread,
 * but none finds a leaked one.
 */
final class FullCollections {

  /** The beans of collectors that do, with the flag under which {@link System#gc()} is another. */
  private static final Map<String, String> KNOWN =
      Map.of(
          "G1 Old Generation", "ExplicitGCInvokesConcurrent",
          "PS MarkSweep", "",
          "MarkSweepCompact", "");

  private final List<GarbageCollectorMXBean> collectors;
  private final @Nullable GarbageCollectorMXBean full;

  private FullCollections(List<GarbageCollectorMXBean> collectors) {
    this.collectors = collectors;
    full =
        collectors.stream()
            .filter(bean -> KNOWN.containsKey(bean.getName()))
            .findFirst()
            .orElse(null);
  }

  static FullCollections ofThisJvm() {
    return new FullCollections(ManagementFactory.getGarbageCollectorMXBeans());
  }

  /** Why none can be asked for, and what to do instead, in a sentence; null if one can. */
  @Nullable String refusal() {
    if (full == null) {
      return "The collector of this JVM (%s) cannot hand over a virtual thread that it finds"
              .formatted(collectors.isEmpty() ? "unknown" : collectors.get(0).getName())
          + " unreachable: G1, Parallel and Serial can; use the heap dump here (engine=dump).";
    }
    String concurrent = KNOWN.getOrDefault(full.getName(), "");
    for (String flag : List.of("DisableExplicitGC", concurrent)) {
      if (!flag.isEmpty() && isOn(flag)) {
        return "-XX:+%s keeps a full collection from being asked for: leave it away, or use the"
                .formatted(flag)
            + " heap dump (engine=dump).";
      }
    }
    return null;
  }

  /** How many there were. */
  long count() {
    return full == null ? 0 : full.getCollectionCount();
  }

  /** For how long they have stopped the JVM, in milliseconds. */
  long millis() {
    return full == null ? 0 : full.getCollectionTime();
  }

  private static boolean isOn(String flag) {
    try {
      HotSpotDiagnosticMXBean vm =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return vm != null && Boolean.parseBoolean(vm.getVMOption(flag).getValue());
    } catch (IllegalArgumentException noSuchFlag) {
      return false;
    }
  }
}
