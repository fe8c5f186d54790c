package io.threadleak.agent.cli;

import io.threadleak.model.ProcessReport;
import java.time.Duration;
import java.util.Map;

/**
 * The process as text for a terminal:
 *
 * <pre>
 * os threads: 80, 20 of them native; 4000 more until pids_max, in 2 h 13 min at the soonest
 * </pre>
 */
final class ProcessText {

  private ProcessText() {}

  /** One line; none where the operating system does not tell. */
  static String of(ProcessReport process) {
    Long threads = process.threads();
    Long unknownToJava = process.nativeThreads();
    if (threads == null || unknownToJava == null) {
      return "";
    }
    String limit =
        process.left().entrySet().stream()
            .min(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry::getKey))
            .map(entry -> limit(process, entry.getKey(), entry.getValue()))
            .orElse("");
    return "os threads: %d, %d of them native%s%n".formatted(threads, unknownToJava, limit);
  }

  private static String limit(ProcessReport process, String name, long left) {
    Double seconds = process.exhaustionSeconds().get(name);
    String soonest =
        seconds == null
            ? ""
            : ", in %s at the soonest"
                .formatted(ElapsedText.of(Duration.ofSeconds(Math.round(seconds))));
    return "; %d more until %s%s".formatted(left, ReportText.plain(name), soonest);
  }
}
