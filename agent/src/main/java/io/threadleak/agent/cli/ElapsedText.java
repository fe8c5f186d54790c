package io.threadleak.agent.cli;

import java.time.Duration;

/** Spans of time as a person reads them, in two parts at most: {@code 2 h 10 min}. */
final class ElapsedText {

  private ElapsedText() {}

  static String of(Duration span) {
    if (span.compareTo(Duration.ofMinutes(2)) < 0) {
      return span.toMillis() % 1000 == 0 ? span.toSeconds() + " s" : span.toMillis() + " ms";
    }
    if (span.compareTo(Duration.ofHours(2)) < 0) {
      return span.toMinutes() + " min";
    }
    return span.toDays() < 2
        ? parts(span.toHours(), "h", span.toMinutesPart(), "min")
        : parts(span.toDays(), "d", span.toHoursPart(), "h");
  }

  private static String parts(long large, String largeUnit, int small, String smallUnit) {
    return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
