package io.threadleak.limits;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** What a thread of this JVM reserves for its stack, unless its maker asked for another size. */
final class StackSize {

  /** HotSpot's on Linux, on most processors. */
  private static final long USUAL_BYTES = 1L << 20;

  private StackSize() {}

  /** Bytes, above 0: {@code -Xss}, or the usual where the JVM does not tell. */
  static long bytes() {
    try {
      HotSpotDiagnosticMXBean options =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      long kilobytes =
          options == null
              ? 0
              : KernelFiles.parse(options.getVMOption("ThreadStackSize").getValue()).orElse(0);
      return kilobytes > 0 ? kilobytes << 10 : USUAL_BYTES;
    } catch (RuntimeException | LinkageError untold) {
      return USUAL_BYTES;
    }
  }
}
