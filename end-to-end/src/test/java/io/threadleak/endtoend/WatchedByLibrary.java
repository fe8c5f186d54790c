package io.threadleak.endtoend;

import io.threadleak.ThreadLeakMonitor;
import io.threadleak.demo.DemoService;
import io.threadleak.json.JsonReports;
import io.threadleak.model.LeakReport;
import java.time.Duration;

/**
 * The demo with threadleak as a library: no agent, no flag, attribution by the JFR stream. Prints
 * one line of JSON a round after the mark {@value #MARK}.
 */
final class WatchedByLibrary {

  static final String MARK = "report: ";

  private WatchedByLibrary() {}

  @SuppressWarnings("SystemOut") // a program whose output is what the test reads
  public static void main(String[] args) {
    try (ThreadLeakMonitor monitor =
        ThreadLeakMonitor.builder().interval(Duration.ofSeconds(1)).start()) {
      monitor.subscribe(report -> System.out.println(MARK + oneLine(report)));
      DemoService.main(args);
    }
  }

  private static String oneLine(LeakReport report) {
    return new JsonReports().write(report).replace("\n", "");
  }
}
