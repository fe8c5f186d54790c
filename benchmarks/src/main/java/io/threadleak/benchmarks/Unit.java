package io.threadleak.benchmarks;

import java.util.Locale;

/** How a measured figure is written in a table. */
public enum Unit {
  /** Nanoseconds, written as they are. */
  NANOSECONDS(1, " ns"),
  /** Nanoseconds, written as milliseconds. */
  MILLISECONDS(1e6, " ms"),
  /** Nanoseconds, written as microseconds. */
  MICROSECONDS(1e3, " µs"),
  /** Nanoseconds, written as seconds. */
  SECONDS(1e9, " s"),
  /** Bytes, written as KiB. */
  KIBIBYTES(1024, " KiB"),
  /** Bytes, written as MiB. */
  MEBIBYTES(1024 * 1024, " MiB"),
  /** A ratio or a count, written as it is. */
  TIMES(1, ""),
  /** A ratio, written as what it adds: 1.05 is {@code +5.0 %}. */
  ADDED(1, " %") {
    @Override
    String digits(double ratio) {
      return String.format(Locale.ROOT, "%+.1f", (ratio - 1) * 100);
    }
  };

  private final double scale;
  private final String suffix;

  Unit(double scale, String suffix) {
    this.scale = scale;
    this.suffix = suffix;
  }

  /** The figure with its unit. */
  public String write(double figure) {
    return digits(figure) + suffix;
  }

  /** The median with its unit, the quartiles in brackets. */
  public String write(Spread spread) {
    return "%s (%s – %s)"
        .formatted(write(spread.median()), digits(spread.low()), digits(spread.high()));
  }

  /** Three significant digits, but no more than three decimals. */
  String digits(double figure) {
    double scaled = figure / scale;
    double size = Math.abs(scaled);
    int decimals = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", scaled);
  }
}
