package io.threadleak.json;

import io.threadleak.model.Estimate;
import io.threadleak.model.SiteVerdict;
import io.threadleak.model.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A verdict with its evidence, as JSON shows it. */
record VerdictView(
    @Nullable String verdict,
    @Nullable Instant since,
    @Nullable Instant firstLeaking,
    int retractions,
    @Nullable EstimateView growthPerSecond,
    @Nullable EstimateView growthPerUnit,
    int survivors,
    double survivorAgeSeconds,
    @Nullable String summary,
    @Nullable String explanation,
    @Nullable String nextStep) {

  static VerdictView of(SiteVerdict verdict) {
    return new VerdictView(
        verdict.verdict().label(),
        verdict.since(),
        verdict.firstLeaking(),
        verdict.retractions(),
        EstimateView.of(verdict.growthPerSecond()),
        EstimateView.of(verdict.growthPerUnit()),
        verdict.survivors(),
        verdict.survivorAgeSeconds(),
        verdict.summary(),
        verdict.explanation(),
        verdict.nextStep());
  }

  SiteVerdict toVerdict() {
    return new SiteVerdict(
        Keys.constant("verdict", verdict, Verdict.values(), Verdict::label),
        Keys.required("since", since),
        firstLeaking,
        retractions,
        growthPerSecond == null ? null : growthPerSecond.toEstimate(),
        growthPerUnit == null ? null : growthPerUnit.toEstimate(),
        survivors,
        survivorAgeSeconds,
        Keys.required("summary", summary),
        Keys.required("explanation", explanation),
        Keys.required("nextStep", nextStep));
  }

  /** An estimate as JSON shows it; an end without a bound is null, for JSON has no infinity. */
  record EstimateView(double value, @Nullable Double low, @Nullable Double high) {

    static @Nullable EstimateView of(@Nullable Estimate estimate) {
      if (estimate == null || !Double.isFinite(estimate.value())) {
        return null;
      }
      return new EstimateView(estimate.value(), finite(estimate.low()), finite(estimate.high()));
    }

    Estimate toEstimate() {
      return new Estimate(
          value,
          low == null ? Double.NEGATIVE_INFINITY : low,
          high == null ? Double.POSITIVE_INFINITY : high);
    }

    private static @Nullable Double finite(double end) {
      return Double.isFinite(end) ? (Double) end : null;
    }
  }
}
