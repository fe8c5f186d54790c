package io.threadleak.benchmarks.fleet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What to simulate.
 *
 * @param instances of all services together, a hundred to a service
 * @param sites of each instance
 * @param intervalSeconds from one scrape of an instance to the next
 * @param minutes from the start of Prometheus to the measurement
 * @param rules files of rules, absolute, globs allowed
 * @param prometheus programs to run, one after the other
 */
record Options(
    int instances,
    int sites,
    int intervalSeconds,
    int minutes,
    List<String> rules,
    List<Path> prometheus) {

  /** Copies the lists. */
  Options {
    rules = List.copyOf(rules);
    prometheus = List.copyOf(prometheus);
  }

  /**
   * Reads the arguments of the command line.
   *
   * @throws IllegalArgumentException that names the argument, the value and the cure
   */
  static Options of(List<String> arguments) {
    int instances = 1000;
    int sites = 100;
    int interval = 60;
    int minutes = 6;
    List<String> rules = new ArrayList<>();
    List<Path> prometheus = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String name = arguments.get(i);
      String value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
      switch (name) {
        case "--instances" -> instances = number(name, value, 1, 5000);
        case "--sites" -> sites = number(name, value, 1, 500);
        case "--interval" -> interval = number(name, value, 5, 300);
        case "--minutes" -> minutes = number(name, value, 2, 60);
        case "--rules" -> rules.add(value);
        case "--prometheus" -> prometheus.add(program(value));
        default ->
            throw new IllegalArgumentException(
                "unknown argument '%s'; known: --instances, --sites, --interval, --minutes, --rules, --prometheus"
                    .formatted(name));
      }
    }
    return new Options(instances, sites, interval, minutes, rules, prometheus);
  }

  private static int number(String name, String value, int least, int most) {
    if (value.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new IllegalArgumentException(
        "%s is '%s'; give a whole number from %d to %d".formatted(name, value, least, most));
  }

  private static Path program(String value) {
    Path path = Path.of(value);
    if (!Files.isExecutable(path)) {
      throw new IllegalArgumentException(
          "--prometheus is '%s', which is no program; run scripts/prometheus-3 or install Debian's"
              .formatted(value));
    }
    return path.toAbsolutePath();
  }
}
