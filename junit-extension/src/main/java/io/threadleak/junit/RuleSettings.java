package io.threadleak.junit;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of a whole run, from its configuration parameters. */
final class RuleSettings {

  static final String LINGER = "threadleak.linger";
  static final String IGNORE_SITES = "threadleak.ignore.sites";
  static final String IGNORE_NAMES = "threadleak.ignore.names";
  static final String IGNORE_FRAMES = "threadleak.ignore.frames";
  static final String BASELINE = "threadleak.baseline";
  static final String PROVE = "threadleak.prove";

  private static final Pattern SHORT_TIME = Pattern.compile("(\\d{1,9})(ms|s|m)");

  private RuleSettings() {}

  /**
   * The rules that configuration parameters set.
   *
   * @param parameters the value of a parameter by its name
   * @throws IllegalArgumentException if one is wrong; the message names it, its value and the cure
   */
  static LeakRules rules(Function<String, Optional<String>> parameters) {
    LeakRules rules = LeakRules.defaults();
    Optional<String> linger = parameters.apply(LINGER);
    if (linger.isPresent()) {
      rules = rules.linger(time(linger.get()));
    }
    rules = rules.ignoreSite(list(parameters.apply(IGNORE_SITES)));
    rules = rules.ignoreName(list(parameters.apply(IGNORE_NAMES)));
    rules = rules.ignoreFrame(list(parameters.apply(IGNORE_FRAMES)));
    Optional<String> baseline = parameters.apply(BASELINE);
    if (baseline.isPresent()) {
      rules = rules.baseline(Path.of(baseline.get().strip()));
    }
    return isOn(parameters.apply(PROVE)) ? rules.prove() : rules;
  }

  private static boolean isOn(Optional<String> prove) {
    String value = prove.orElse("false").strip();
    if (!value.equals("true") && !value.equals("false")) {
      throw new IllegalArgumentException(PROVE + " must be true or false, but is " + value);
    }
    return value.equals("true");
  }

  private static String[] list(Optional<String> commas) {
    return Arrays.stream(commas.orElse("").split(",", -1))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toArray(String[]::new);
  }

  private static Duration time(String value) {
    Matcher matcher = SHORT_TIME.matcher(value.strip());
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "ms" -> Duration.ofMillis(number);
        case "s" -> Duration.ofSeconds(number);
        default -> Duration.ofMinutes(number);
      };
    }
    try {
      return Duration.parse(value.strip());
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException(
          LINGER + " must be a time such as 500ms, 2s or 1m, but is " + value, wrong);
    }
  }
}
