package io.threadleak.corpus;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was asked for on the command line.
 *
 * @param programs names of the programs to run; empty for all
 * @param collectors names of collectors as in {@code -XX:+UseG1GC}; an empty one is the JVM's
 *     choice
 * @param mostCopies of each program, 1 or more
 * @param json whether to print JSON
 * @param alone whether each program gets a JVM of its own
 */
record Options(
    List<String> programs, List<String> collectors, int mostCopies, boolean json, boolean alone) {

  /**
   * Parses arguments.
   *
   * @throws IllegalArgumentException if one is unknown or lacks its value; the message names it
   */
  static Options of(List<String> arguments) {
    List<String> programs = new ArrayList<>();
    List<String> collectors = new ArrayList<>();
    int mostCopies = Variant.MOST_COPIES;
    boolean json = false;
    boolean alone = false;
    Iterator<String> left = arguments.iterator();
    while (left.hasNext()) {
      String argument = left.next();
      switch (argument) {
        case "--program" ->
            names(left, argument).map(Corpus::program).forEach(it -> programs.add(it.name()));
        case "--gc" -> names(left, argument).forEach(collectors::add);
        case "--copies" -> mostCopies = number(left, argument);
        case "--format" -> json = format(left, argument);
        case "--alone" -> alone = true;
        default -> throw new IllegalArgumentException("unknown argument '" + argument + "'");
      }
    }
    return new Options(
        List.copyOf(programs),
        collectors.isEmpty() ? List.of("") : List.copyOf(collectors),
        mostCopies,
        json,
        alone);
  }

  private static int number(Iterator<String> left, String argument) {
    String value = value(left, argument);
    try {
      return Math.max(1, Integer.parseInt(value));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(argument + " is a number, not '" + value + "'", e);
    }
  }

  private static boolean format(Iterator<String> left, String argument) {
    String format = value(left, argument);
    return switch (format) {
      case "json" -> true;
      case "text" -> false;
      default ->
          throw new IllegalArgumentException("--format is text or json, not '" + format + "'");
    };
  }

  private static Stream<String> names(Iterator<String> left, String argument) {
    return Stream.of(value(left, argument).split(","));
  }

  private static String value(Iterator<String> left, String argument) {
    if (!left.hasNext()) {
      throw new IllegalArgumentException(argument + " needs a value");
    }
    return left.next();
  }
}
