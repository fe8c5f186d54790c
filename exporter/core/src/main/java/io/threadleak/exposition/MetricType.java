package io.threadleak.exposition;

/** Prometheus' word for how a metric behaves. */
public enum MetricType {
  /** Goes up and down. */
  GAUGE(""),
  /** Only goes up, but for a restart; the name ends in {@code _total}. */
  COUNTER("_total"),
  /** Always 1, the labels being the information; the name ends in {@code _info}. */
  INFO("_info");

  private final String suffix;

  MetricType(String suffix) {
    this.suffix = suffix;
  }

  /** What the names of this type end in, empty for gauges. */
  public String suffix() {
    return suffix;
  }
}
