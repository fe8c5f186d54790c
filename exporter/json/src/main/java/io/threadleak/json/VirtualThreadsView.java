package io.threadleak.json;

import io.threadleak.model.VirtualThreadsReport;
import io.threadleak.model.VirtualThreadsReport.PinnedFrame;
import io.threadleak.model.VirtualThreadsReport.SchedulerReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What carries virtual threads as JSON shows it. */
record VirtualThreadsView(
    @Nullable Long started,
    @Nullable Long ended,
    @Nullable SchedulerView scheduler,
    @Nullable Integer pinned,
    @Nullable Long pins,
    @Nullable Double pinnedSeconds,
    @Nullable List<FrameView> pinnedFrames,
    @Nullable Long refused) {

  static VirtualThreadsView of(VirtualThreadsReport report) {
    SchedulerReport scheduler = report.scheduler();
    return new VirtualThreadsView(
        report.started(),
        report.ended(),
        scheduler == null ? null : SchedulerView.of(scheduler),
        report.pinned(),
        report.pins(),
        report.pinnedSeconds(),
        report.pinnedFrames().stream().map(FrameView::of).toList(),
        report.refused());
  }

  VirtualThreadsReport toReport() {
    return new VirtualThreadsReport(
        started,
        ended,
        scheduler == null ? null : scheduler.toReport(),
        pinned,
        pins,
        pinnedSeconds,
        Keys.required("virtualThreads.pinnedFrames", pinnedFrames).stream()
            .map(FrameView::toReport)
            .toList(),
        refused);
  }

  /** The scheduler of virtual threads as JSON shows it. */
  record SchedulerView(int parallelism, int carriers, int mounted, long queued) {

    static SchedulerView of(SchedulerReport report) {
      return new SchedulerView(
          report.parallelism(), report.carriers(), report.mounted(), report.queued());
    }

    SchedulerReport toReport() {
      return new SchedulerReport(parallelism, carriers, mounted, queued);
    }
  }

  /** A frame that pins as JSON shows it. */
  record FrameView(@Nullable String frame, int pinned, long pins, double seconds) {

    static FrameView of(PinnedFrame row) {
      return new FrameView(row.frame(), row.pinned(), row.pins(), row.seconds());
    }

    PinnedFrame toReport() {
      return new PinnedFrame(
          Keys.required("virtualThreads.pinnedFrames.frame", frame), pinned, pins, seconds);
    }
  }
}
