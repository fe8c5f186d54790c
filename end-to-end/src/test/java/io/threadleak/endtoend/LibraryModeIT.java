package io.threadleak.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.endtoend.fixture.ClassPath;
import io.threadleak.endtoend.fixture.DemoLines;
import io.threadleak.endtoend.fixture.ExternalProcess;
import io.threadleak.endtoend.fixture.Http;
import io.threadleak.endtoend.fixture.Project;
import io.threadleak.endtoend.fixture.WatchedService;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The demo's three leaks of platform threads are found by the library alone, on the JFR stream,
 * without the agent.
 */
final class LibraryModeIT {

  private static final Set<String> ACCUSED = Set.of("suspect", "leaking", "proven");

  @Test
  void libraryMode_threeLeakyLines_areCalledLeakingAndNothingElseIs() throws Exception {
    List<String> expected = DemoLines.leakyPlatform();
    List<String> command =
        List.of(Project.java(), "-cp", ClassPath.all(), WatchedByLibrary.class.getName());
    try (ExternalProcess process = ExternalProcess.start("library-mode", command)) {
      Awaitility.await()
          .atMost(ExternalProcess.DEADLINE)
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(
              () ->
                  assertThat(labels(latest(process), Set.of("leaking")))
                      .as(process.stderr())
                      .containsAll(expected));
      JsonNode report = latest(process);
      assertThat(labels(report, ACCUSED)).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(report.path("self").path("attributed").path("agent").asInt()).isZero();
      assertThat(WatchedService.sites(report))
          .as("a pool is seen where the JDK was opened, and here nobody opened it")
          .allMatch(site -> site.path("pools").asInt() == 0 && site.path("bound").isNull());
    }
  }

  private static List<String> labels(JsonNode report, Set<String> verdicts) {
    return WatchedService.sites(report)
        .filter(site -> verdicts.contains(site.path("verdict").asString()))
        .map(site -> site.path("site").asString())
        .collect(Collectors.toList());
  }

  /** The last whole line; an empty report before the first. */
  private static JsonNode latest(ExternalProcess process) {
    String output = process.stdout();
    String whole = output.substring(0, output.lastIndexOf('\n') + 1);
    return whole
        .lines()
        .filter(line -> line.startsWith(WatchedByLibrary.MARK))
        .reduce((one, next) -> next)
        .map(line -> Http.parse(line.substring(WatchedByLibrary.MARK.length())))
        .orElseGet(() -> Http.parse("{}"));
  }
}
