package io.threadleak.exposition;

/** Prometheus' word for how a metric behaves. */
public enum MetricType {
  /** Goes up and down. */
  GAUGE,
  /** Only goes up, but for a restart; the name ends in {@code _total}. */
  COUNTER,
  /** Always 1, the labels being the information; the name ends in {@code _info}. */
  INFO
}
