package io.threadleak.reliability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was asked for.
 *
 * @param quick the short form
 * @param only names of faults, or of parts; all of them where it is empty
 * @param seed of all that is made by chance
 * @param inputs how many bad inputs in all
 * @param soak how long a host is kept under load; zero for not at all
 * @param write whether docs/reliability.md is to have what is printed
 */
record Options(
    boolean quick, List<String> only, long seed, long inputs, Duration soak, boolean write) {

  /** The parts, by the names that {@code --only} takes. */
  static final String FAULTS = "faults";

  static final String INPUTS = "inputs";
  static final String DAY = "day";
  static final String SOAK = "soak";

  private static final long DEFAULT_SEED = 20_261_122;
  private static final long DEFAULT_INPUTS = 1_000_000;
  private static final long QUICK_INPUTS = 20_000;
  private static final Duration SIMULATED = Duration.ofHours(24);
  private static final Duration QUICK_SIMULATED = Duration.ofHours(2);

  /** Copies the list. */
  Options {
    only = List.copyOf(only);
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException if it makes no sense; the message says why
   */
  static Options parse(List<String> arguments) {
    boolean quick = false;
    boolean write = false;
    List<String> only = new ArrayList<>();
    long seed = DEFAULT_SEED;
    long inputs = 0;
    Duration soak = Duration.ZERO;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      switch (argument) {
        case "--quick" -> quick = true;
        case "--write" -> write = true;
        case "--only" -> only.addAll(List.of(value(arguments, ++i).split(",", -1)));
        case "--seed" -> seed = number(argument, value(arguments, ++i));
        case "--inputs" -> inputs = number(argument, value(arguments, ++i));
        case "--soak" -> soak = time(value(arguments, ++i));
        default -> throw new IllegalArgumentException("unknown argument '" + argument + "'");
      }
    }
    long all = inputs > 0 ? inputs : quick ? QUICK_INPUTS : DEFAULT_INPUTS;
    return new Options(quick, only, seed, all, soak, write);
  }

  /** How much time is simulated. */
  Duration simulated() {
    return quick ? QUICK_SIMULATED : SIMULATED;
  }

  /** Whether a part is to run. */
  boolean wants(String part) {
    return only.isEmpty() || only.contains(part);
  }

  private static String value(List<String> arguments, int index) {
    if (index == arguments.size()) {
      throw new IllegalArgumentException(arguments.get(index - 1) + " needs a value");
    }
    return arguments.get(index);
  }

  private static long number(String name, String text) {
    if (!text.matches("\\d{1,15}")) {
      throw new IllegalArgumentException(name + " takes a whole number, not '" + text + "'");
    }
    return Long.parseLong(text);
  }

  private static Duration time(String text) {
    if (!text.matches("\\d{1,4}[mh]")) {
      throw new IllegalArgumentException("--soak takes a time such as 60m, not '" + text + "'");
    }
    return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
  }
}
