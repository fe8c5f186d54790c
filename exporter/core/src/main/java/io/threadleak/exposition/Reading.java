package io.threadleak.exposition;

import java.util.List;

/**
 * One sample of a metric.
 *
 * @param labelValues in the order of {@link Metric#labelNames()}; any characters, at most {@value
 *     MetricCatalogue#MAX_LABEL_LENGTH} of them each
 * @param value the sample, never NaN
 */
public record Reading(List<String> labelValues, double value) {

  /** Copies the values. */
  public Reading {
    labelValues = List.copyOf(labelValues);
  }
}
