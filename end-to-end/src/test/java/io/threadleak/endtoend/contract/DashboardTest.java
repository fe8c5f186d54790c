package io.threadleak.endtoend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.endtoend.fixture.Http;
import io.threadleak.endtoend.fixture.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards name what there is and keep Grafana's conventions. */
final class DashboardTest {

  private static final Vocabulary WORDS = Vocabulary.ofCatalogue();
  private static final Path DIRECTORY = Project.root().resolve("grafana-dashboards");

  static List<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.filter(file -> file.toString().endsWith(".json")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void dashboard_everyPart_keepsTheConventions(Path file) throws IOException {
    assertThat(Dashboard.complaints(Http.parse(Files.readString(file)), WORDS)).isEmpty();
  }

  /** Seeded faults: what is broken in the shipped dashboard, and what must be said of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "schemaVersion": 39      | "schemaVersion": 16        | has schemaVersion 39 to 42
          "editable": false        | "editable": true           | is not editable
          "uid": "${datasource}"   | "uid": "my-prometheus"     | reads ${datasource}
          threadleak_sites{        | threadleak_places{         | no such metric: threadleak_places
          sum by (endpoint) (rate  | sum by (path) (rate        | no such label in this expression: path
          by (older_than)          | by (age)                   | no such label in this expression: age
          verdict="suspect"        | verdict="dubious"          | verdict is never dubious
          job=~"$job"              | job="$job"                 | matches job
          [$__rate_interval]       | [5m]                       | takes rates over $__rate_interval
          site=~"$site"            | site=~"$place"             | uses known variables, not [place]
          "refresh": 2             | "refresh": 1               | is read anew when the time changes
          "Value #C":              | "Value #Z":                | has a query Z
          "x": 12                  | "x": 11                    | overlaps no other panel
          "x": 18                  | "x": 19                    | is within the grid
          /d/threadleak?           | /d/another?                | links to this dashboard or to HTTP
          """)
  void checker_seededFault_isTold(String right, String wrong, String complaint) throws IOException {
    String json = Files.readString(DIRECTORY.resolve("threadleak.json"));
    String broken = escaped(right, wrong, json);
    assertThat(broken).as("the fault is seeded").isNotEqualTo(json);
    assertThat(Dashboard.complaints(Http.parse(broken), WORDS))
        .anySatisfy(told -> assertThat(told).contains(complaint));
  }

  @Test
  void checker_emptyDashboard_isTold() throws IOException {
    assertThat(Dashboard.complaints(Http.parse("{}"), WORDS))
        .contains("dashboard: not so: has a uid");
  }

  /** Quotes within a query stand escaped in the JSON. */
  private static String escaped(String right, String wrong, String json) {
    String replaced = json.replace(right, wrong);
    return replaced.equals(json)
        ? json.replace(right.replace("\"", "\\\""), wrong.replace("\"", "\\\""))
        : replaced;
  }
}
