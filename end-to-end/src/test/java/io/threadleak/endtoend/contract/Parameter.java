package io.threadleak.endtoend.contract;

import io.threadleak.endtoend.fixture.ExternalProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A value of the rules that {@code alert-rules/tune} can set, as {@code parameters.tsv} has it.
 *
 * @param rule the alert or recording that holds it, {@code *} for all of them
 * @param place its surroundings there, braces in its place
 */
record Parameter(String name, String rule, String place, String value, String meaning) {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** All of them, in the order of the file. */
  static List<Parameter> all() {
    try (Stream<String> lines = Files.lines(Rule.DIRECTORY.resolve("parameters.tsv"))) {
      return lines
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(cells -> new Parameter(cells[0], cells[1], cells[2], cells[3], cells[4]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the script on a file of rules. */
  static ExternalProcess tune(Path file, List<String> settings) {
    String script = Rule.DIRECTORY.resolve("tune").toString();
    return ExternalProcess.start(
        "tune", Stream.concat(Stream.of(script, file.toString()), settings.stream()).toList());
  }

  /** What the script prints; its end must be a good one. */
  static String tuned(Path file, List<String> settings) {
    try (ExternalProcess tune = tune(file, settings)) {
      if (tune.awaitExit(DEADLINE) != 0) {
        throw new AssertionError(tune.output());
      }
      return tune.stdout();
    }
  }

  /** The files whose rules hold it. */
  List<Path> files() {
    return Rule.yamlFiles(Rule.DIRECTORY).stream()
        .filter(file -> rule.equals("*") ? text(file).contains(value) : names(file).contains(rule))
        .toList();
  }

  /** Another value of its kind. */
  String another() {
    return value.matches("[0-9.]+") ? value + "7" : "other_" + value;
  }

  @Override
  public String toString() {
    return name;
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(Path file) {
    return Rule.maps(Rule.yaml(file).get("groups")).stream()
        .flatMap(group -> Rule.maps(group.get("rules")).stream())
        .map(each -> String.valueOf(each.getOrDefault("alert", each.get("record"))))
        .toList();
  }
}
