package io.threadleak.endtoend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.endtoend.fixture.Http;
import io.threadleak.endtoend.fixture.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards name what there is and keep Grafana's conventions. */
final class DashboardTest {

  private static final Vocabulary WORDS = Vocabulary.ofRules(Rule.all());
  private static final Path DIRECTORY = Project.root().resolve("grafana-dashboards");

  private static final Set<String> UIDS =
      Set.of("threadleak", "threadleak-site", "threadleak-fleet", "threadleak-exporter");

  static List<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.filter(file -> file.toString().endsWith(".json")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void dashboard_everyPart_keepsTheConventions(Path file) throws IOException {
    assertThat(Dashboard.complaints(Http.parse(Files.readString(file)), WORDS, UIDS)).isEmpty();
  }

  /** Seeded faults: what is broken in the shipped dashboards, and what must be said of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "schemaVersion": 39       | "schemaVersion": 16         | has schemaVersion 39 to 42
          threadleak_sites{         | threadleak_places{          | no such metric: threadleak_places
          :estimate{                | :guess{                     | no such metric: instance:threadleak_seconds_to_limit:guess
          sum by (endpoint) (rate   | sum by (path) (rate         | no such label in this expression: path
          verdict="suspect"         | verdict="dubious"           | verdict is never dubious
          site_id=~"$site_id"       | site_id=~"$place"           | uses known variables, not [place]
          "Value #C":               | "Value #Z":                 | has a query Z
          "x": 12                   | "x": 11                     | overlaps no other panel
          "w": 12, "x": 12          | "w": 12, "x": 13            | is within the grid
          /d/threadleak?            | /d/another?                 | links to a dashboard that is there, or to HTTP
          """)
  void checker_seededFault_isTold(String right, String wrong, String complaint) throws IOException {
    int seeded = 0;
    for (Path file : dashboards()) {
      String json = Files.readString(file);
      String broken = escaped(right, wrong, json);
      if (!broken.equals(json)) {
        seeded++;
        assertThat(Dashboard.complaints(Http.parse(broken), WORDS, UIDS))
            .as("%s", file)
            .anySatisfy(told -> assertThat(told).contains(complaint));
      }
    }
    assertThat(seeded).as("dashboards with the fault").isPositive();
  }

  @Test
  void dashboards_all_haveTheUidsThatLinksName() throws IOException {
    List<String> uids = new ArrayList<>();
    for (Path file : dashboards()) {
      String uid = Http.parse(Files.readString(file)).path("uid").asString();
      assertThat(file.getFileName()).hasToString(uid + ".json");
      uids.add(uid);
    }
    assertThat(uids).containsExactlyInAnyOrderElementsOf(UIDS);
  }

  @Test
  void checker_emptyDashboard_isTold() throws IOException {
    assertThat(Dashboard.complaints(Http.parse("{}"), WORDS, UIDS))
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
