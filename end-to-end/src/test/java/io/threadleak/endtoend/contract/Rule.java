package io.threadleak.endtoend.contract;

import io.threadleak.endtoend.fixture.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One recording or alerting rule of the files in {@code alert-rules/}.
 *
 * @param name of the alert or of the recorded series
 * @param holdsFor the value of {@code for}, {@code 0s} where it has none
 */
record Rule(
    String name,
    boolean isAlert,
    String expression,
    String holdsFor,
    Map<String, String> labels,
    Map<String, String> annotations) {

  static final Path DIRECTORY = Project.root().resolve("alert-rules");

  /** Every rule of every file, in order. */
  static List<Rule> all() {
    List<Rule> rules = new ArrayList<>();
    for (Path file : yamlFiles(DIRECTORY)) {
      for (Map<String, Object> group : maps(yaml(file).get("groups"))) {
        maps(group.get("rules")).forEach(rule -> rules.add(of(rule)));
      }
    }
    return rules;
  }

  /** The alerts among them. */
  static List<Rule> alerts() {
    return all().stream().filter(Rule::isAlert).toList();
  }

  @Override
  public String toString() {
    return name;
  }

  /** The YAML files of a directory, sorted. */
  static List<Path> yamlFiles(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A document whose root is a map. */
  static Map<String, Object> yaml(Path file) {
    try {
      return map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A list of maps; empty where the key is absent. */
  static List<Map<String, Object>> maps(Object value) {
    return value == null ? List.of() : ((List<?>) value).stream().map(Rule::map).toList();
  }

  @SuppressWarnings("unchecked") // the keys of these files are strings throughout
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  private static Rule of(Map<String, Object> rule) {
    boolean alert = rule.containsKey("alert");
    return new Rule(
        (String) rule.get(alert ? "alert" : "record"),
        alert,
        (String) rule.get("expr"),
        (String) rule.getOrDefault("for", "0s"),
        strings(rule.get("labels")),
        strings(rule.get("annotations")));
  }

  @SuppressWarnings("unchecked") // labels and annotations are strings throughout
  private static Map<String, String> strings(Object value) {
    return value == null ? Map.of() : (Map<String, String>) value;
  }
}
