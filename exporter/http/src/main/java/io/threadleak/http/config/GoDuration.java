package io.threadleak.http.config;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as Go writes them: {@code 1s}, {@code 1m30s}, {@code 1.5ms}. */
final class GoDuration {

  private static final Pattern PART =
      Pattern.compile("\\G([0-9]{1,18}(?:\\.[0-9]{0,18})?|\\.[0-9]{1,18})(ns|us|µs|μs|ms|s|m|h)");

  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private GoDuration() {}

  /** Nanoseconds, 0 for none; a bare number is of nanoseconds, as in Go. */
  static long nanos(String key, String text) throws WebConfigException {
    if (text.isEmpty()) {
      return 0;
    }
    if (text.matches("[0-9]{1,18}")) {
      return Long.parseLong(text);
    }
    Matcher part = PART.matcher(text);
    BigDecimal sum = BigDecimal.ZERO;
    int end = 0;
    while (part.find()) {
      sum =
          sum.add(
              new BigDecimal(part.group(1))
                  .multiply(BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 0L))));
      end = part.end();
    }
    if (end != text.length() || sum.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new WebConfigException(
          "%s is '%s': give a time such as 1s or 100ms".formatted(key, text));
    }
    return sum.longValue();
  }
}
