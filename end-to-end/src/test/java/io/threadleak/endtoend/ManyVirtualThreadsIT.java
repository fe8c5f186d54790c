package io.threadleak.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.threadleak.endtoend.fixture.ExternalProcess;
import io.threadleak.endtoend.fixture.Http;
import io.threadleak.endtoend.fixture.WatchedService;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import tools.jackson.databind.JsonNode;

/**
 * A service starts 5.2 million virtual threads in nine places and leaves 200,000 behind in three of
 * them; it counts for itself, and the agent's counts and verdicts are held against that.
 */
final class ManyVirtualThreadsIT {

  private static final String SERVICE = "ManyVirtualThreads";

  /** A leak of this pace is told after 75 rounds of a second; a busy machine leaves out some. */
  private static final int LOAD_SECONDS = 120;

  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final int MOST_PERCENT_OFF_WHERE_ESTIMATED = 10;
  private static final Set<String> LEAKY = Set.of("lookUp", "subscribe", "remind");
  private static final Set<String> ACCUSED = Set.of("suspect", "leaking", "proven");

  @Test
  @EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "this JVM has virtual threads")
  void report_whereThereAreNoVirtualThreads_saysWhy() throws Exception {
    try (WatchedService service = WatchedService.demo("", "--healthy")) {
      JsonNode report = service.report();
      assertThat(report.path("otherVirtual").isNull()).isTrue();
      assertThat(report.path("virtualThreads").isNull()).isTrue();
      assertThat(report.path("self").path("notes").valueStream().map(JsonNode::asString))
          .contains(
              "Virtual threads do not exist on Java %d; they need 21 or later."
                  .formatted(Runtime.version().feature()));
    }
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "needs virtual threads")
  void virtualThreads_ofWhichThreePlacesLeak_areCountedAndJudgedByPlace() throws Exception {
    List<String> command = List.of("-Xmx1g", source(), Integer.toString(LOAD_SECONDS));
    try (WatchedService service = WatchedService.start("many-virtual-threads", command)) {
      String line = service.process().awaitLine("truth: ", DEADLINE);
      JsonNode truth = Http.parse(line.substring("truth: ".length()));
      JsonNode report = reportAfter(service, truth.path("epochMillis").asLong());
      printCost(truth, report);

      assertThat(total(truth, "ended")).isEqualTo(5_000_000);
      assertThat(total(truth, "leaked")).isEqualTo(200_000);
      assertSumsAreExact(truth, report);
      assertCountsByPlace(truth, report);
      assertThat(places(report, row -> row.path("verdict").asString().equals("leaking")))
          .as("places called leaking\n%s", service.process().output())
          .containsExactlyInAnyOrderElementsOf(LEAKY);
      assertThat(places(report, row -> ACCUSED.contains(row.path("verdict").asString())))
          .as("places under suspicion")
          .containsExactlyInAnyOrderElementsOf(LEAKY);
    }
  }

  /** The first report of a round that began when the service had counted. */
  private static JsonNode reportAfter(WatchedService service, long epochMillis) {
    Instant later = Instant.ofEpochMilli(epochMillis).plusSeconds(1);
    return Awaitility.await()
        .atMost(ExternalProcess.DEADLINE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            service::report,
            report -> Instant.parse(report.path("time").asString()).isAfter(later));
  }

  private static void assertSumsAreExact(JsonNode truth, JsonNode report) {
    List<JsonNode> rows = Stream.concat(virtual(report), other(report)).toList();
    assertThat(sum(rows, "started")).as("started").isEqualTo(total(truth, "started"));
    assertThat(sum(rows, "ended")).as("ended").isEqualTo(total(truth, "ended"));
    assertThat(sum(rows, "live")).as("live").isEqualTo(total(truth, "leaked"));
  }

  private static void assertCountsByPlace(JsonNode truth, JsonNode report) {
    Map<String, JsonNode> rows =
        virtual(report).collect(Collectors.toMap(ManyVirtualThreadsIT::place, row -> row));
    truth
        .path("places")
        .propertyStream()
        .forEach(
            entry -> {
              assertThat(rows).containsKey(entry.getKey());
              assertCounts(entry.getKey(), entry.getValue(), rows.get(entry.getKey()));
            });
  }

  private static void assertCounts(String place, JsonNode truth, JsonNode row) {
    long margin = row.path("liveMargin").asLong();
    long leaked = truth.path("leaked").asLong();
    System.out.printf(
        "%s: started %d of %d, ended %d of %d, live %d of %d within %d%n",
        place,
        row.path("started").asLong(),
        truth.path("started").asLong(),
        row.path("ended").asLong(),
        truth.path("ended").asLong(),
        row.path("live").asLong(),
        leaked,
        margin);
    assertThat(row.path("live").asLong()).as("live of " + place).isCloseTo(leaked, within(margin));
    for (String count : List.of("started", "ended")) {
      assertThat(row.path(count).asLong())
          .as(count + " of " + place)
          .isCloseTo(
              truth.path(count).asLong(),
              withinPercentage(margin == 0 ? 0 : MOST_PERCENT_OFF_WHERE_ESTIMATED));
    }
  }

  private static Set<String> places(JsonNode report, Predicate<JsonNode> condition) {
    return WatchedService.sites(report)
        .filter(condition)
        .map(ManyVirtualThreadsIT::place)
        .collect(Collectors.toSet());
  }

  /** The method of the service; of another site the whole label. */
  private static String place(JsonNode row) {
    String label = row.path("site").asString();
    int bracket = label.indexOf('(');
    return label.startsWith(SERVICE + ".") && bracket > 0
        ? label.substring(SERVICE.length() + 1, bracket)
        : label;
  }

  private static Stream<JsonNode> virtual(JsonNode report) {
    return WatchedService.sites(report)
        .filter(row -> row.path("kind").asString().equals("virtual"));
  }

  private static Stream<JsonNode> other(JsonNode report) {
    return Stream.of(report.path("otherVirtual"));
  }

  private static long sum(List<JsonNode> rows, String key) {
    return rows.stream().mapToLong(row -> row.path(key).asLong()).sum();
  }

  private static long total(JsonNode truth, String key) {
    return truth.path("places").valueStream().mapToLong(counts -> counts.path(key).asLong()).sum();
  }

  private static void printCost(JsonNode truth, JsonNode report) {
    double own = truth.path("ownCpuSeconds").asDouble();
    double all = truth.path("processCpuSeconds").asDouble();
    System.out.printf(
        "exporter's own CPU: %.1f s of %.1f s process CPU (%.1f %%); last round %.0f ms%n",
        own, all, 100 * own / all, 1e3 * report.path("self").path("sampleSeconds").asDouble());
  }

  private static String source() throws IOException, URISyntaxException {
    URL source = ManyVirtualThreadsIT.class.getResource("/virtual/" + SERVICE + ".java");
    if (source == null) {
      throw new IOException("no " + SERVICE + ".java among the test's resources");
    }
    return Path.of(source.toURI()).toString();
  }
}
