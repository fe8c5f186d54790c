package io.threadleak.analysis;

import io.threadleak.model.ThreadKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Figures as a person reads them, in every locale the same. */
final class Figures {

  private static final double MINUTE = 60;
  private static final double HOUR = 3600;
  private static final double DAY = 86_400;

  private static final MathContext TWO_DIGITS = new MathContext(2);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private Figures() {}

  /** A whole number, 0 or above: {@code 4,096}. */
  static String count(double value) {
    return grouped(Long.toString(Math.max(0, Math.round(value))));
  }

  /** {@code no thread}, {@code 1 thread}, {@code 37 threads}. */
  static String threads(double count) {
    return threads(count, ThreadKind.PLATFORM);
  }

  /** The same of a kind: {@code no virtual thread}, {@code 37 virtual threads}. */
  static String threads(double count, ThreadKind kind) {
    String thread = kind == ThreadKind.VIRTUAL ? "virtual thread" : "thread";
    long rounded = Math.round(count);
    if (rounded <= 0) {
      return "no " + thread;
    }
    return rounded == 1 ? "1 " + thread : count(count) + " " + thread + "s";
  }

  /** {@code none} or the number, for a verb to follow. */
  static String noneOr(double count) {
    return Math.round(count) <= 0 ? "none" : count(count);
  }

  /**
   * Two significant digits, without an exponent; of a value above 0: {@code 0.92}, {@code 1,200}.
   */
  static String estimate(double value) {
    String digits = new BigDecimal(value).round(TWO_DIGITS).stripTrailingZeros().toPlainString();
    return digits.indexOf('.') < 0 ? grouped(digits) : digits;
  }

  /**
   * How long something was watched, in two parts at most: {@code 45 s}, {@code 12 min}, {@code 3 h
   * 20 min}, {@code 2 d 1 h}.
   */
  static String duration(double seconds) {
    if (seconds < 10) {
      return estimate(Math.max(0.001, seconds)) + " s";
    }
    if (seconds < 2 * MINUTE) {
      return count(seconds) + " s";
    }
    long minutes = Math.round(seconds / MINUTE);
    if (minutes < 120) {
      return minutes + " min";
    }
    long hours = Math.round(seconds / HOUR);
    if (hours < 48) {
      return parts(minutes / 60, " h", minutes % 60, " min");
    }
    return hours < 2400 ? parts(hours / 24, " d", hours % 24, " h") : count(seconds / DAY) + " d";
  }

  /** How long something will take, as far as one can say: {@code 40 min}, {@code 6 h}. */
  static String forecast(double seconds) {
    if (seconds < 10) {
      return "a few seconds";
    }
    if (seconds < 100) {
      return count(seconds) + " s";
    }
    if (seconds < 100 * MINUTE) {
      return count(seconds / MINUTE) + " min";
    }
    if (seconds < 3 * HOUR) {
      return estimate(Math.rint(seconds / HOUR * 2) / 2) + " h";
    }
    return seconds < 2 * DAY ? count(seconds / HOUR) + " h" : count(seconds / DAY) + " d";
  }

  /** {@code 2026-01-02 03:04}, in UTC; one of another era is the first or last that can be. */
  static String time(Instant time) {
    if (time.isBefore(FIRST)) {
      return TIME.format(FIRST);
    }
    return TIME.format(time.isAfter(LAST) ? LAST : time);
  }

  private static String parts(long large, String largeUnit, long small, String smallUnit) {
    return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
  }

  private static String grouped(String digits) {
    if (digits.length() <= 3) {
      return digits;
    }
    StringBuilder grouped = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > 0; i -= 3) {
      grouped.insert(i, ',');
    }
    return grouped.toString();
  }
}
