package io.threadleak.exposition;

import static io.threadleak.exposition.MetricType.COUNTER;
import static io.threadleak.exposition.MetricType.GAUGE;

import io.threadleak.model.LeakReport;
import io.threadleak.model.VirtualThreadsReport;
import io.threadleak.model.VirtualThreadsReport.PinnedFrame;
import io.threadleak.model.VirtualThreadsReport.SchedulerReport;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The part of the catalogue on what carries virtual threads. What cannot be seen is absent: a 0 is
 * always one that was counted.
 */
final class VirtualThreadMetrics {

  private static final List<String> FRAME = List.of("frame");

  static final List<Metric> METRICS =
      List.of(
          new Metric(
              "threadleak_started_virtual_threads_total",
              COUNTER,
              "threads",
              List.of(),
              "Virtual threads that JFR saw start; absent unless it was asked to.",
              count(VirtualThreadsReport::started)),
          new Metric(
              "threadleak_ended_virtual_threads_total",
              COUNTER,
              "threads",
              List.of(),
              "Virtual threads that JFR saw end; absent unless it was asked to.",
              count(VirtualThreadsReport::ended)),
          new Metric(
              "threadleak_scheduler_parallelism",
              GAUGE,
              "",
              List.of(),
              "Virtual threads that the scheduler runs at a time.",
              scheduler(SchedulerReport::parallelism)),
          new Metric(
              "threadleak_carrier_threads",
              GAUGE,
              "threads",
              List.of(),
              "Platform threads of the scheduler of virtual threads.",
              scheduler(SchedulerReport::carriers)),
          new Metric(
              "threadleak_mounted_threads",
              GAUGE,
              "threads",
              List.of(),
              "Virtual threads on a carrier, be they running or pinned.",
              scheduler(SchedulerReport::mounted)),
          new Metric(
              "threadleak_queued_threads",
              GAUGE,
              "threads",
              List.of(),
              "Virtual threads that are ready and wait for a carrier.",
              scheduler(SchedulerReport::queued)),
          new Metric(
              "threadleak_pinned_threads",
              GAUGE,
              "threads",
              FRAME,
              "Virtual threads that wait and keep their carrier meanwhile; named frames count those"
                  + " that have done so for more than a round.",
              byFrame(VirtualThreadsReport::pinned, PinnedFrame::pinned)),
          new Metric(
              "threadleak_pins_total",
              COUNTER,
              "",
              FRAME,
              "Waits of 20 ms and more in which a virtual thread kept its carrier, by the frame that"
                  + " waited.",
              byFrame(VirtualThreadsReport::pins, PinnedFrame::pins)),
          new Metric(
              "threadleak_pinned_seconds_total",
              COUNTER,
              "seconds",
              FRAME,
              "How long those waits took, by the frame that waited.",
              byFrame(VirtualThreadsReport::pinnedSeconds, PinnedFrame::seconds)),
          new Metric(
              "threadleak_refused_submissions_total",
              COUNTER,
              "",
              List.of(),
              "Starts and wake-ups of virtual threads that the scheduler refused.",
              count(VirtualThreadsReport::refused)));

  private VirtualThreadMetrics() {}

  private static Function<LeakReport, List<Reading>> scheduler(
      ToDoubleFunction<SchedulerReport> figure) {
    return report -> {
      VirtualThreadsReport threads = report.virtualThreads();
      SchedulerReport scheduler = threads == null ? null : threads.scheduler();
      return scheduler == null ? List.of() : single(figure.applyAsDouble(scheduler));
    };
  }

  /** One reading a frame, none where the sum is unknown. */
  private static Function<LeakReport, List<Reading>> byFrame(
      Function<VirtualThreadsReport, @Nullable Number> sum, ToDoubleFunction<PinnedFrame> figure) {
    return report -> {
      VirtualThreadsReport threads = report.virtualThreads();
      if (threads == null || sum.apply(threads) == null) {
        return List.of();
      }
      return threads.pinnedFrames().stream()
          .map(row -> new Reading(List.of(row.frame()), figure.applyAsDouble(row)))
          .toList();
    };
  }

  /** A figure that stands alone, none where it is unknown. */
  private static Function<LeakReport, List<Reading>> count(
      Function<VirtualThreadsReport, @Nullable Long> figure) {
    return report -> {
      VirtualThreadsReport threads = report.virtualThreads();
      Long value = threads == null ? null : figure.apply(threads);
      return value == null ? List.of() : single(value);
    };
  }

  private static List<Reading> single(double value) {
    return List.of(new Reading(List.of(), value));
  }
}
