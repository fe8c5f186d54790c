package io.threadleak.agent.options;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times and sizes as knobs take them: a whole number and a unit, {@code 10s}, {@code 16MB}. */
final class Amounts {

  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})([A-Za-z]{1,2})");

  private static final Map<String, Duration> TIMES =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private static final Map<String, Long> BYTES =
      Map.of("KB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30);

  private Amounts() {}

  /** The time a text stands for, null if it stands for none in that range. */
  static @Nullable Duration time(String text, Duration least, Duration most) {
    Matcher matcher = AMOUNT.matcher(text);
    Duration unit = matcher.matches() ? TIMES.get(matcher.group(2)) : null;
    if (unit == null) {
      return null;
    }
    Duration time = unit.multipliedBy(Long.parseLong(matcher.group(1)));
    return time.compareTo(least) < 0 || time.compareTo(most) > 0 ? null : time;
  }

  /** The bytes a text stands for, null if it stands for none in that range. */
  static @Nullable Long bytes(String text, long least, long most) {
    Matcher matcher = AMOUNT.matcher(text);
    Long unit = matcher.matches() ? BYTES.get(matcher.group(2)) : null;
    if (unit == null) {
      return null;
    }
    long bytes = Long.parseLong(matcher.group(1)) * unit;
    return bytes < least || bytes > most ? null : bytes;
  }
}
