package io.threadleak.micrometer;

/** The value behind one meter: set by each report, read by whoever publishes. Thread-safe. */
final class Row {

  private volatile double value;

  Row(double value) {
    this.value = value;
  }

  double value() {
    return value;
  }

  void value(double newValue) {
    value = newValue;
  }
}
