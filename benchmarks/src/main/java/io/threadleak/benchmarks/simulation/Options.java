package io.threadleak.benchmarks.simulation;

import java.util.List;

/**
 * What the command line asks for.
 *
 * @param seeds recordings of each family, above 0
 * @param firstSeed the first of them; others judge what was tuned on the usual ones
 * @param family a text that a family's name contains; empty for all
 * @param json whether to print one JSON object rather than tables
 * @param list whether to name each site that was missed or called in vain
 * @param cost whether to measure what the analysis costs, and nothing else
 */
record Options(int seeds, long firstSeed, String family, boolean json, boolean list, boolean cost) {

  static final String KNOWN =
      "--seeds N, --first-seed N, --family TEXT, --format text|json, --list, --cost";

  /**
   * Of a command line.
   *
   * @throws IllegalArgumentException if an option or its value is unknown
   */
  static Options of(List<String> arguments) {
    Options options = new Options(30, 1, "", false, false, false);
    for (int i = 0; i < arguments.size(); i++) {
      String option = arguments.get(i);
      if (option.equals("--list") || option.equals("--cost")) {
        options = options.with(option, "");
      } else if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(
            option + " is unknown or lacks its value; known: " + KNOWN);
      } else {
        options = options.with(option, arguments.get(++i));
      }
    }
    return options;
  }

  long lastSeed() {
    return firstSeed + seeds - 1;
  }

  private Options with(String option, String value) {
    return switch (option) {
      case "--seeds" -> new Options(count(option, value), firstSeed, family, json, list, cost);
      case "--first-seed" -> new Options(seeds, count(option, value), family, json, list, cost);
      case "--family" -> new Options(seeds, firstSeed, known(value), json, list, cost);
      case "--format" -> new Options(seeds, firstSeed, family, isJson(value), list, cost);
      case "--list" -> new Options(seeds, firstSeed, family, json, true, cost);
      case "--cost" -> new Options(seeds, firstSeed, family, json, list, true);
      default ->
          throw new IllegalArgumentException("unknown option " + option + "; known: " + KNOWN);
    };
  }

  private static int count(String option, String value) {
    if (!value.matches("[1-9][0-9]{0,6}")) {
      throw new IllegalArgumentException(
          option + " must be a number from 1 to 9999999, but is " + value);
    }
    return Integer.parseInt(value);
  }

  private static String known(String family) {
    if (Families.named(family).isEmpty()) {
      throw new IllegalArgumentException(
          "no family is named like %s; known: %s"
              .formatted(
                  family, String.join(", ", Families.all().stream().map(Family::name).toList())));
    }
    return family;
  }

  private static boolean isJson(String format) {
    return switch (format) {
      case "json" -> true;
      case "text" -> false;
      default ->
          throw new IllegalArgumentException("--format must be text or json, but is " + format);
    };
  }
}
