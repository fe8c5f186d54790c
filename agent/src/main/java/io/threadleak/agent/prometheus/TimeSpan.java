package io.threadleak.agent.prometheus;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as Prometheus writes them with one unit: {@code 30m}, {@code 6h}, {@code 4w}. */
public final class TimeSpan {

  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})([smhdw])");

  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7));

  private TimeSpan() {}

  /**
   * The length that a text stands for.
   *
   * @throws IllegalArgumentException if it stands for none
   */
  public static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    Duration unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException("give a number and a unit, such as 30m, 6h, 2d or 4w");
    }
    return unit.multipliedBy(Long.parseLong(matcher.group(1)));
  }

  /** A length as {@link #parse} reads it, in the largest unit that fits. */
  static String text(Duration length) {
    String best = length.toSeconds() + "s";
    for (String unit : new String[] {"m", "h", "d"}) {
      long seconds = UNITS.getOrDefault(unit, Duration.ZERO).toSeconds();
      if (length.toSeconds() % seconds == 0) {
        best = length.toSeconds() / seconds + unit;
      }
    }
    return best;
  }
}
