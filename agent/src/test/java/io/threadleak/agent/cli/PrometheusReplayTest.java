package io.threadleak.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadleak.agent.prometheus.FakePrometheus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class PrometheusReplayTest {

  private static final long BEGIN = 1_760_000_000_000L;
  private static final String END = "1760003600";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private FakePrometheus prometheus;

  @TempDir private Path directory;

  @BeforeEach
  void start() throws IOException {
    prometheus = new FakePrometheus();
  }

  @AfterEach
  void stop() {
    prometheus.close();
  }

  @Test
  void replay_oneOfTwoProcessesLeaks_exitsWith1AndNamesBoth() {
    live("a:1", 1);
    live("b:1", 0);

    assertThat(replay()).isEqualTo(1);
    assertThat(told()).isEmpty();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).contains("== instance=a:1, job=orders", "== instance=b:1, job=orders");
    assertThat(lines)
        .filteredOn(line -> line.startsWith("leaking"))
        .singleElement()
        .asString()
        .endsWith("A.b(A.java:1)");
  }

  @Test
  void replay_json_hasLabelsAtEachSiteAndOneEntryPerProcess() {
    live("b:1", 0);
    prometheus.warn("a store is away");

    assertThat(replay("--format", "json")).isZero();
    assertThat(out.toString())
        .startsWith("{\"sites\":[{\"site\":\"A.b(A.java:1)\",\"labels\":{\"instance\":\"b:1\",")
        .contains(
            "\"processes\":[{\"labels\":{\"instance\":\"b:1\",\"job\":\"orders\"},\"rounds\":240,")
        .contains("\"intervalSeconds\":15.0")
        .endsWith("}\n");
    assertThat(err.toString()).contains("threadleak: Prometheus warns: a store is away");
  }

  @Test
  void replay_noSeries_exitsWith2() {
    assertThat(replay("--selector", "{job=\"x\"}")).isEqualTo(2);
    assertThat(told())
        .singleElement()
        .asString()
        .startsWith(
            "threadleak: no series match threadleak_sample_interval_seconds{job=\"x\"} in the 2h up"
                + " to 2025-10-09T09:53:20Z: does this Prometheus scrape threadleak?");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void replay_serverRefuses_exitsWith2AndItsMessage() {
    prometheus.answer(400, "{\"status\":\"error\",\"error\":\"1:3: parse error\"}");

    assertThat(replay()).isEqualTo(2);
    assertThat(err.toString()).contains("status 400 (1:3: parse error)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replay | give either recordings or --prometheus URL",
        "replay f.jsonl --prometheus URL | give either recordings or --prometheus URL",
        "replay f.jsonl --range 6h | --prometheus=URL",
        "replay --prometheus localhost:9090 | --prometheus is 'localhost:9090': no URL such as",
        "replay --prometheus URL --range 6 | --range is '6': give a number and a unit",
        "replay --prometheus URL --range 30s | --range is '30s': give 1m to 52w",
        "replay --prometheus URL --range 99w | --range is '99w': give 1m to 52w",
        "replay --prometheus URL --end noon | --end is 'noon': give 2026-11-01T12:00:00Z",
        "replay --prometheus URL --selector job | --selector is 'job': give label matchers",
        "replay --prometheus URL --timeout x | --timeout is 'x': give a number",
        "replay --prometheus URL --header X | the header '' cannot be sent",
        "replay --prometheus URL --header Host:a | the header 'Host' cannot be sent",
        "replay --prometheus URL --bearer-token-file /none | --bearer-token-file cannot be read",
        "replay --prometheus URL --bearer-token-file /dev/null | holds no token",
      })
  void replay_badOption_exitsWith2AndNamesIt(String line, String message) {
    assertThat(run(line.replace("URL", prometheus.url()).split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).contains(message.replace("=" + prometheus.url(), "=URL"));
    assertThat(out.toString()).isEmpty();
    assertThat(prometheus.paths()).isEmpty();
  }

  @Test
  void access_secrets_areTakenFromFileAndEnvironment() throws Exception {
    Map<String, String> environment = new HashMap<>();
    assertThat(headers(environment)).isEmpty();
    environment.put("PROMETHEUS_USERNAME", "u");
    assertThat(headers(environment)).isEmpty();
    environment.put("PROMETHEUS_PASSWORD", "p");
    assertThat(headers(environment)).containsExactly(Map.entry("Authorization", "Basic dTpw"));

    Path token = Files.writeString(directory.resolve("token"), " t0k\n");
    assertThat(headers(environment, "--bearer-token-file", token.toString()))
        .containsExactly(Map.entry("Authorization", "Bearer t0k"));
    assertThat(headers(environment, "--header", "authorization: Own x", "--header", "X-Scope: a:b"))
        .containsOnly(Map.entry("authorization", "Own x"), Map.entry("X-Scope", "a:b"));
  }

  @Test
  void access_badToken_isNotShown() throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "sec\u0001ret");

    assertThatThrownBy(() -> headers(Map.of(), "--bearer-token-file", token.toString()))
        .hasMessageContaining("'Authorization'")
        .message()
        .doesNotContain("ret'", "sec");
  }

  @Test
  void end_isoOrEpoch_isTheSameInstant() throws CommandException {
    assertThat(options("--end", END).end()).isEqualTo(Instant.ofEpochSecond(1_760_003_600));
    assertThat(options("--end", "2025-10-09T11:53:20+02:00").end())
        .isEqualTo(Instant.ofEpochSecond(1_760_003_600));
    assertThat(options().end()).isBetween(Instant.now().minusSeconds(60), Instant.now());
  }

  @Test
  void progress_lines_comeAfterTwoSecondsAndNotMoreOften() {
    AtomicLong nanos = new AtomicLong();
    ReplayProgress progress = new ReplayProgress(new PrintWriter(err), nanos::get);
    for (int i = 0; i <= 50; i++) {
      nanos.set(Duration.ofMillis(100L * i).toNanos());
      progress.at(i / 100.0, "a\u001bll");
    }

    assertThat(err.toString().lines())
        .containsExactly("threadleak: 2 s, 20 % of a?ll", "threadleak: 4 s, 40 % of a?ll");
  }

  /** An hour of scrapes; as many threads stay as are told, each round. */
  private void live(String instance, int staying) {
    for (int round = 1; round <= 240; round++) {
      String threads = Integer.toString(3 + round * staying);
      String old = Integer.toString(Math.max(0, round - 5) * staying);
      add(instance, round, "threadleak_sample_interval_seconds", "10", "job", "orders");
      add(instance, round, "threadleak_threads", threads, "state", "waiting");
      add(instance, round, "threadleak_started_threads_total", threads, "kind", "platform");
      add(instance, round, "threadleak_ended_threads_total", "0", "kind", "platform");
      add(instance, round, "threadleak_aged_threads", old, "older_than", "60");
    }
  }

  private void add(
      String instance, int round, String metric, String value, String name, String label) {
    Map<String, String> labels = new HashMap<>();
    if (!metric.equals("threadleak_sample_interval_seconds")) {
      labels.putAll(Map.of("site_id", "1a2b3c4d", "site", "A.b(A.java:1)"));
    }
    labels.put(name, label);
    labels.putAll(Map.of("__name__", metric, "job", "orders", "instance", instance));
    prometheus.add(labels, BEGIN + round * 15_000L, value);
  }

  private static Map<String, String> headers(Map<String, String> environment, String... more)
      throws CommandException {
    return options(more).access(environment).headers();
  }

  private static PrometheusOptions options(String... more) {
    PrometheusOptions options = new PrometheusOptions();
    String[] all =
        Stream.concat(Stream.of("--prometheus", "http://a:9090"), Stream.of(more))
            .toArray(String[]::new);
    CommandLine.populateCommand(options, all);
    return options;
  }

  /** Without progress, which a slow machine may show. */
  private List<String> told() {
    return err.toString().lines().filter(line -> !line.contains(" % of ")).toList();
  }

  private int replay(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("replay", "--prometheus", prometheus.url(), "--end", END, "--range", "2h"));
    all.addAll(List.of(more));
    return run(all.toArray(String[]::new));
  }

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
