package io.threadleak.exposition;

import static io.threadleak.exposition.MetricType.GAUGE;

import io.threadleak.model.Estimate;
import io.threadleak.model.LeakReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of the catalogue on the process as the operating system sees it. What is not known, and
 * what does not grow, is absent.
 */
final class ProcessMetrics {

  private static final List<String> LIMIT = List.of("limit");

  static final List<Metric> METRICS =
      List.of(
          new Metric(
              "threadleak_thread_limit",
              GAUGE,
              "",
              LIMIT,
              "Most threads that each limit grants the process; memory is an estimate.",
              report -> byLimit(report.limits())),
          new Metric(
              "threadleak_exhaustion_seconds",
              GAUGE,
              "seconds",
              LIMIT,
              "Until live threads meet a limit, at the upper end of their growth's interval; absent"
                  + " while they do not grow.",
              report -> byLimit(report.process().exhaustionSeconds())),
          new Metric(
              "threadleak_os_threads",
              GAUGE,
              "threads",
              List.of("origin"),
              "Threads of the process as the operating system counts them: those of Java, and those"
                  + " of the JVM itself and of native libraries.",
              ProcessMetrics::threads),
          new Metric(
              "threadleak_native_growth_threads_per_second",
              GAUGE,
              "",
              List.of(),
              "Slope of the threads that Java does not know; absent while they do not grow.",
              report -> growth(report.process().nativeGrowthPerSecond())));

  private ProcessMetrics() {}

  private static List<Reading> byLimit(Map<String, ? extends Number> values) {
    return values.entrySet().stream()
        .map(entry -> new Reading(List.of(entry.getKey()), entry.getValue().doubleValue()))
        .toList();
  }

  private static List<Reading> threads(LeakReport report) {
    Long unknownToJava = report.process().nativeThreads();
    return unknownToJava == null
        ? List.of()
        : List.of(
            new Reading(List.of("java"), report.process().javaThreads()),
            new Reading(List.of("native"), unknownToJava));
  }

  private static List<Reading> growth(@Nullable Estimate growth) {
    return growth == null ? List.of() : List.of(new Reading(List.of(), growth.value()));
  }
}
