package io.threadleak;

import io.threadleak.model.Estimate;
import io.threadleak.model.ProcessReport;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a reader should know of threads that no line of Java started. */
final class NativeThreads {

  private static final double HOUR = 3600;

  private NativeThreads() {}

  /** A sentence where they grow, else null. */
  static @Nullable String growing(ProcessReport process) {
    Estimate growth = process.nativeGrowthPerSecond();
    Long count = process.nativeThreads();
    if (growth == null || count == null) {
      return null;
    }
    return String.format(
        Locale.ROOT,
        "Threads that Java does not know grow by about %.0f an hour: %d of the process' %d are the"
            + " JVM's own or a native library's, and no line of Java started them.",
        growth.value() * HOUR,
        count,
        count + process.javaThreads());
  }
}
