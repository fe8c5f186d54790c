package io.threadleak.json;

import io.threadleak.json.VerdictView.EstimateView;
import io.threadleak.model.ProcessReport;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The process as JSON shows it. What follows from other keys is written, and not read. */
record ProcessView(
    @Nullable Long threads,
    long javaThreads,
    @Nullable Long nativeThreads,
    @Nullable EstimateView growthPerSecond,
    @Nullable EstimateView nativeGrowthPerSecond,
    @Nullable Map<String, Long> left,
    @Nullable Map<String, Double> exhaustionSeconds) {

  static ProcessView of(ProcessReport process) {
    return new ProcessView(
        process.threads(),
        process.javaThreads(),
        process.nativeThreads(),
        EstimateView.of(process.growthPerSecond()),
        EstimateView.of(process.nativeGrowthPerSecond()),
        new TreeMap<>(process.left()),
        process.exhaustionSeconds());
  }

  ProcessReport toReport() {
    return new ProcessReport(
        threads,
        javaThreads,
        growthPerSecond == null ? null : growthPerSecond.toEstimate(),
        nativeGrowthPerSecond == null ? null : nativeGrowthPerSecond.toEstimate(),
        Keys.required("process.left", left));
  }
}
