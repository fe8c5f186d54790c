package io.threadleak.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.endtoend.fixture.DemoLines;
import io.threadleak.endtoend.fixture.ExternalProcess;
import io.threadleak.endtoend.fixture.Http;
import io.threadleak.endtoend.fixture.PastProcess;
import io.threadleak.endtoend.fixture.Project;
import io.threadleak.endtoend.fixture.PrometheusLine;
import io.threadleak.endtoend.fixture.PrometheusServer;
import io.threadleak.endtoend.fixture.WatchedService;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What a real Prometheus has kept leads to the verdict that a recording of the same leads to. */
final class ReplayFromPrometheusIT {

  private static final int INTERVAL = 15;
  private static final int HOURS = 6;
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void replay_hoursOfALeakyAndAHealthyProcess_isThatOfTheirRecordings(PrometheusLine line)
      throws Exception {
    Map<String, PastProcess> processes =
        new TreeMap<>(
            Map.of(
                "a:9847", new PastProcess("a:9847", 1 / 60.0, 1),
                "b:9847", new PastProcess("b:9847", 0, 2)));
    Instant end = Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
    Path samples = live(processes, end);

    try (PrometheusServer prometheus = PrometheusServer.startWith(line, samples)) {
      JsonNode replayed =
          replay(
              1,
              "--prometheus",
              prometheus.address().toString(),
              "--end",
              end.toString(),
              "--range",
              "7h",
              "--selector",
              "{job=\"orders\"}");

      processes.keySet().forEach(instance -> assertAsRecorded(replayed, instance));
      assertThat(site(replayed, "a:9847", PastProcess.LEAKY).path("leaks").asBoolean()).isTrue();
      assertThat(
              replayed.path("sites").valueStream().filter(site -> site.path("leaks").asBoolean()))
          .hasSize(1);
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void replay_whatWasScrapedFromARunningAgent_isRead(PrometheusLine line) throws Exception {
    try (WatchedService demo = WatchedService.demo();
        PrometheusServer prometheus =
            PrometheusServer.start(
                line,
                """
                global: {scrape_interval: 1s, scrape_timeout: 1s}
                scrape_configs:
                  - job_name: demo
                    static_configs: [{targets: ['%s']}]
                """
                    .formatted(demo.address().getAuthority()))) {
      Awaitility.await()
          .atMost(DEADLINE)
          .until(
              () ->
                  !prometheus
                      .query("threadleak_work_total > 300")
                      .path("data")
                      .path("result")
                      .isEmpty());

      try (ExternalProcess replay =
          start(
              "--prometheus",
              prometheus.address().toString(),
              "--range",
              "1h",
              "--format",
              "json")) {
        assertThat(replay.awaitExit(DEADLINE)).as(replay.output()).isIn(0, 1);
        assertThat(replay.stderr().lines()).allMatch(text -> text.contains(" % of "));
        JsonNode replayed = Http.parse(replay.stdout());
        assertThat(replayed.path("sites").valueStream().map(site -> site.path("site").asString()))
            .as(replay.output())
            .containsAll(DemoLines.leaky());
        JsonNode site = site(replayed, demo.address().getAuthority(), DemoLines.leaky().get(0));
        assertThat(site.path("labels").path("job").asString()).isEqualTo("demo");
      }
    }
  }

  /** Six hours; the process starts anew after four of them. */
  private Path live(Map<String, PastProcess> processes, Instant end) throws IOException {
    long begin = end.minus(HOURS, ChronoUnit.HOURS).getEpochSecond();
    Path samples = directory.resolve("samples.om");
    Map<String, List<String>> lines = new TreeMap<>();
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(samples))) {
      for (double time = begin; time < end.getEpochSecond(); time += INTERVAL) {
        for (Map.Entry<String, PastProcess> process : processes.entrySet()) {
          if (time == begin + 4 * 3600) {
            process.getValue().restart();
          }
          process.getValue().live(time, INTERVAL);
          process.getValue().expose(time, INTERVAL, out);
          lines
              .computeIfAbsent(process.getKey(), key -> new ArrayList<>(List.of(header())))
              .add(process.getValue().line(time));
        }
      }
      out.print("# EOF\n");
    }
    for (Map.Entry<String, List<String>> recording : lines.entrySet()) {
      Files.write(recordingOf(recording.getKey()), recording.getValue());
    }
    return samples;
  }

  private static String header() {
    return "{\"format\":\"threadleak-recording\",\"version\":1,\"intervalSeconds\":"
        + INTERVAL
        + "}";
  }

  private Path recordingOf(String instance) {
    return directory.resolve(instance.replace(':', '-') + ".jsonl");
  }

  private void assertAsRecorded(JsonNode replayed, String instance) {
    JsonNode recorded = replay(instance.startsWith("a") ? 1 : 0, recordingOf(instance).toString());
    for (String name : List.of(PastProcess.STEADY, PastProcess.LEAKY, PastProcess.VIRTUAL)) {
      JsonNode expected = site(recorded, "", name);
      JsonNode site = site(replayed, instance, name);
      for (String key : List.of("verdict", "since", "firstLeaking", "leaks", "summary", "kind")) {
        assertThat(site.path(key)).as(key + " of " + site).isEqualTo(expected.path(key));
      }
    }
  }

  private static JsonNode site(JsonNode replayed, String instance, String name) {
    return replayed
        .path("sites")
        .valueStream()
        .filter(site -> site.path("site").asString().equals(name))
        .filter(site -> site.path("labels").path("instance").asString("").equals(instance))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " of " + instance + " in " + replayed));
  }

  private static JsonNode replay(int exit, String... arguments) {
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("--format", "json")).toArray(String[]::new);
    try (ExternalProcess replay = start(all)) {
      assertThat(replay.awaitExit(DEADLINE)).as(replay.output()).isEqualTo(exit);
      return Http.parse(replay.stdout());
    }
  }

  private static ExternalProcess start(String... arguments) {
    List<String> command =
        new ArrayList<>(List.of(Project.java(), "-jar", Project.agentJar().toString(), "replay"));
    command.addAll(List.of(arguments));
    return ExternalProcess.start("replay", command);
  }
}
