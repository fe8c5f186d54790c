package io.threadleak.agent.cli;

import io.threadleak.model.VirtualThreadsReport;
import io.threadleak.model.VirtualThreadsReport.PinnedFrame;
import io.threadleak.model.VirtualThreadsReport.SchedulerReport;
import java.util.Locale;

/**
 * What carries virtual threads as text for a terminal:
 *
 * <pre>
 * virtual threads: 5000000 started, 4999000 ended, as JFR saw them
 * carriers: 9 for 8 virtual threads at a time; 7 mounted, 1234 queued
 * pinned: 2 now; 4 waits of 20 ms and more, 61.5 s together
 *     2 now, 3 waits, 61.2 s  com.acme.Codec.encode(Codec.java:42)
 * </pre>
 */
final class CarrierText {

  private static final int MOST_FRAMES = 5;

  private CarrierText() {}

  /** The lines of what is known, none where nothing is. */
  static String of(VirtualThreadsReport report) {
    StringBuilder text = new StringBuilder();
    if (report.started() != null) {
      text.append(
          "virtual threads: %d started, %d ended, as JFR saw them%n"
              .formatted(report.started(), report.ended()));
    }
    SchedulerReport scheduler = report.scheduler();
    if (scheduler != null) {
      text.append(
          "carriers: %d for %d virtual threads at a time; %d mounted, %d queued%n"
              .formatted(
                  scheduler.carriers(),
                  scheduler.parallelism(),
                  scheduler.mounted(),
                  scheduler.queued()));
    }
    if (report.pinned() != null || report.pins() != null) {
      text.append("pinned: ").append(sums(report)).append('\n');
      report.pinnedFrames().stream()
          .filter(row -> row.pinned() > 0 || row.pins() > 0)
          .limit(MOST_FRAMES)
          .forEach(row -> text.append(line(row)));
    }
    Long refused = report.refused();
    if (refused != null && refused > 0) {
      text.append("refused: %d starts and wake-ups of virtual threads%n".formatted(refused));
    }
    return text.toString();
  }

  private static String sums(VirtualThreadsReport report) {
    Integer now = report.pinned();
    Long pins = report.pins();
    Double seconds = report.pinnedSeconds();
    String waits =
        pins == null || seconds == null
            ? ""
            : waits(pins) + " of 20 ms and more, %s s together".formatted(figure(seconds));
    String present = now == null ? "" : now + " now";
    return present + (present.isEmpty() || waits.isEmpty() ? "" : "; ") + waits;
  }

  private static String line(PinnedFrame row) {
    return "    %d now, %s, %s s  %s%n"
        .formatted(
            row.pinned(), waits(row.pins()), figure(row.seconds()), ReportText.plain(row.frame()));
  }

  private static String waits(long count) {
    return count == 1 ? "1 wait" : count + " waits";
  }

  private static String figure(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }
}
