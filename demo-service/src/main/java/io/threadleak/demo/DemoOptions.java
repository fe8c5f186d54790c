package io.threadleak.demo;

import java.util.Iterator;
import java.util.List;

/**
 * The options of the command line.
 *
 * @param host address to listen at; default 127.0.0.1
 * @param port port to listen at, 0 to 65535; 0, the default, takes a free one
 * @param healthy whether the load leaves the leaky endpoints alone
 * @param seconds how long to run, 0 to 86400; 0, the default, until killed
 * @param rate requests a second, 1 to 200; default 30
 */
record DemoOptions(String host, int port, boolean healthy, int seconds, int rate) {

  static final DemoOptions DEFAULTS = new DemoOptions("127.0.0.1", 0, false, 0, 30);

  static final String USAGE =
      """
      Usage: DemoService [options]
        --host HOST    address to listen at (default 127.0.0.1)
        --port PORT    port to listen at; 0 takes a free one (default 0)
        --healthy      leave the leaky endpoints alone
        --seconds N    end after N seconds; 0 runs until killed (default 0)
        --rate R       requests a second, 1 to 200 (default 30)
      """;

  private static final int LAST_PORT = 65_535;
  private static final int DAY_SECONDS = 86_400;
  private static final int HIGHEST_RATE = 200;

  /**
   * Reads a command line.
   *
   * @throws UsageException naming the option, the value and what would do
   */
  static DemoOptions parse(List<String> arguments) {
    DemoOptions options = DEFAULTS;
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      options = options.with(rest.next(), rest);
    }
    return options;
  }

  private DemoOptions with(String option, Iterator<String> rest) {
    return switch (option) {
      case "--host" -> new DemoOptions(text(option, rest), port, healthy, seconds, rate);
      case "--port" ->
          new DemoOptions(host, number(option, rest, 0, LAST_PORT), healthy, seconds, rate);
      case "--healthy" -> new DemoOptions(host, port, true, seconds, rate);
      case "--seconds" ->
          new DemoOptions(host, port, healthy, number(option, rest, 0, DAY_SECONDS), rate);
      case "--rate" ->
          new DemoOptions(host, port, healthy, seconds, number(option, rest, 1, HIGHEST_RATE));
      default ->
          throw new UsageException(
              "unknown option '"
                  + option
                  + "'; the options are --host, --port, --healthy, --seconds and --rate");
    };
  }

  private static String text(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new UsageException(option + " needs a value");
    }
    return rest.next();
  }

  private static int number(String option, Iterator<String> rest, int least, int most) {
    String value = text(option, rest);
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notNumber) {
      // Said below, as for a number out of range.
    }
    throw new UsageException(
        "%s is '%s'; give a whole number from %d to %d".formatted(option, value, least, most));
  }
}
