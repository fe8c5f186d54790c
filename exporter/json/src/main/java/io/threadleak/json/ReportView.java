package io.threadleak.json;

import io.threadleak.model.LeakReport;
import io.threadleak.model.ProofReport;
import io.threadleak.model.SiteReport;
import io.threadleak.model.VirtualThreadsReport;
import io.threadleak.model.WorkReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A report as JSON shows it: the record's components are the keys, in this order.
 *
 * <p>Any reference may be null in a view that was read, for a foreign text may lack any key.
 */
record ReportView(
    @Nullable String format,
    int version,
    @Nullable Instant time,
    double intervalSeconds,
    boolean leaks,
    int live,
    @Nullable List<SiteView> sites,
    @Nullable SiteView other,
    @Nullable SiteView otherVirtual,
    int deadlocked,
    @Nullable Map<String, Long> limits,
    @Nullable ProcessView process,
    @Nullable WorkView work,
    @Nullable EndpointsView endpoints,
    @Nullable VirtualThreadsView virtualThreads,
    @Nullable ProofView proof,
    @Nullable SelfView self) {

  private static final String FORMAT = "threadleak-report";
  private static final int VERSION = 1;

  /** The view of a report. */
  static ReportView of(LeakReport report) {
    SiteReport otherVirtual = report.otherVirtual();
    VirtualThreadsReport virtualThreads = report.virtualThreads();
    ProofReport proof = report.proof();
    return new ReportView(
        FORMAT,
        VERSION,
        report.time(),
        report.interval().toNanos() / 1e9,
        report.leaks(),
        report.live(),
        report.sites().stream().map(SiteView::of).toList(),
        SiteView.of(report.other()),
        otherVirtual == null ? null : SiteView.of(otherVirtual),
        report.deadlocked(),
        new TreeMap<>(report.limits()),
        ProcessView.of(report.process()),
        new WorkView(report.work().source(), report.work().completed(), report.work().perSecond()),
        EndpointsView.of(report.endpoints()),
        virtualThreads == null ? null : VirtualThreadsView.of(virtualThreads),
        proof == null ? null : ProofView.of(proof),
        SelfView.of(report.self()));
  }

  /**
   * Refuses what is another kind of text or of a later version, before its shape is looked at.
   *
   * @throws IllegalArgumentException naming the key and its value
   */
  static void check(JsonNode format, JsonNode version) {
    if (!format.asString("").equals(FORMAT)) {
      throw new IllegalArgumentException("\"format\" is not " + FORMAT);
    }
    if (version.asInt(0) != VERSION) {
      throw new IllegalArgumentException(
          "\"version\" is " + version + ", this release reads " + VERSION);
    }
  }

  /**
   * The report of a view that was read.
   *
   * @throws IllegalArgumentException if a key is missing or its value out of range
   */
  LeakReport toReport() {
    return new LeakReport(
        Keys.required("time", time),
        Duration.ofNanos(Math.round(intervalSeconds * 1e9)),
        Keys.required("sites", sites).stream().map(SiteView::toReport).toList(),
        Keys.required("other", other).toReport(),
        otherVirtual == null ? null : otherVirtual.toReport(),
        deadlocked,
        Keys.required("limits", limits),
        Keys.required("process", process).toReport(),
        Keys.required("work", work).toReport(),
        Keys.required("endpoints", endpoints).toReport(),
        virtualThreads == null ? null : virtualThreads.toReport(),
        proof == null ? null : proof.toReport(),
        Keys.required("self", self).toReport());
  }

  /** Throughput as JSON shows it. */
  record WorkView(@Nullable String source, @Nullable Long completed, @Nullable Double perSecond) {

    WorkReport toReport() {
      return new WorkReport(Keys.required("work.source", source), completed, perSecond);
    }
  }
}
