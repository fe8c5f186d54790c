package io.threadleak.endtoend.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.threadleak.endtoend.fixture.ExternalProcess;
import io.threadleak.endtoend.fixture.Project;
import io.threadleak.endtoend.fixture.PrometheusLine;
import io.threadleak.endtoend.fixture.PrometheusServer;
import io.threadleak.endtoend.fixture.WatchedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Prometheus takes the scrape configurations and scrapes a service by them.
 *
 * <p>Debian's Prometheus 2 is built without the discovery of Kubernetes, and there is no cluster:
 * the pods come from a file, with the labels that the discovery gives them, and all after that is
 * the real thing. That a scrape over TLS with a user works is tested beside the server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ScrapeConfigsIT {

  private static final String KUBERNETES = "    kubernetes_sd_configs:\n      - role: pod\n";

  @TempDir private static Path directory;

  private WatchedService service;

  @BeforeAll
  void start() throws Exception {
    service = WatchedService.demo("", "--healthy");
  }

  @AfterAll
  void end() {
    service.close();
  }

  static Stream<Arguments> configs() {
    return Stream.of(PrometheusLine.values())
        .flatMap(
            line ->
                Stream.of("static", "file-sd", "locked", "kubernetes")
                    .filter(name -> line != PrometheusLine.TWO || !name.equals("kubernetes"))
                    .map(name -> arguments(line, name)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("configs")
  void promtool_everyConfig_takesItWithItsRulesAndTargets(PrometheusLine line, String name)
      throws Exception {
    Path place = installed(directory.resolve(name + "-" + line.major()));
    Path file = place.resolve(name + ".yml");
    String said = DeployFiles.run(line.promtool(), "check", "config", file.toString());

    assertThat(said).contains(ruleFiles() + " rule files found").contains("SUCCESS");
  }

  /** The lines to copy, and those that send it all on. */
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void promtool_linesOfTheDocument_takesThem(PrometheusLine line) throws Exception {
    String document = Files.readString(Project.root().resolve("docs/deploy.md"));
    Path file = installed(directory.resolve("document-" + line.major())).resolve("prometheus.yml");
    Files.writeString(file, yaml(document, "rule_files:") + yaml(document, "remote_write:"));

    assertThat(DeployFiles.run(line.promtool(), "check", "config", file.toString()))
        .contains(ruleFiles() + " rule files found")
        .contains("SUCCESS");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void staticConfig_service_isScrapedWithinTheLimits(PrometheusLine line) throws Exception {
    String config =
        DeployFiles.replaced(
            DeployFiles.text("prometheus/static.yml"),
            "orders-1.example.org:9847",
            service.address().getAuthority());
    try (PrometheusServer prometheus = start(line, config, "scraped-static-" + line.major())) {
      JsonNode target = scraped(prometheus);
      assertThat(target.path("labels").path("job").asString()).isEqualTo("orders");
      assertSamplesOfThreadleak(prometheus, "orders");
    }
  }

  @Test
  void fileConfig_labelOfTheGroup_isTheJob() throws Exception {
    Path place = installed(directory.resolve("scraped-files"));
    Path targets = place.resolve("targets/services.yml");
    Files.writeString(
        targets,
        DeployFiles.replaced(
            Files.readString(targets),
            "billing-1.example.org:9847",
            service.address().getAuthority()));
    try (PrometheusServer prometheus =
        PrometheusServer.start(
            PrometheusLine.TWO, eachSecond(DeployFiles.text("prometheus/file-sd.yml")), place)) {
      assertThat(scraped(prometheus).path("labels").path("job").asString()).isEqualTo("billing");
      assertSamplesOfThreadleak(prometheus, "billing");
    }
  }

  /** A limit that is too low fails the scrape as a whole: the limits of the files are in force. */
  @Test
  void sampleLimit_tooLow_isHeardOf() throws Exception {
    String config =
        DeployFiles.replaced(
                DeployFiles.text("prometheus/static.yml"),
                "orders-1.example.org:9847",
                service.address().getAuthority())
            .replace("sample_limit: 5000", "sample_limit: 5");
    try (PrometheusServer prometheus = start(PrometheusLine.TWO, config, "scraped-limited")) {
      Awaitility.await()
          .atMost(ExternalProcess.DEADLINE)
          .untilAsserted(
              () ->
                  assertThat(ours(prometheus, "activeTargets").path("lastError").asString())
                      .contains("limit exceeded"));
    }
  }

  /** Prometheus' own discovery finds the pods at what answers as an API server does. */
  @Test
  void kubernetesConfig_pods_areKeptAndNamed() throws Exception {
    int port = service.address().getPort();
    List<PodApi.Pod> pods =
        List.of(
            new PodApi.Pod("orders-1", "Running", "orders", "threadleak", port),
            new PodApi.Pod("orders-0", "Succeeded", "orders", "threadleak", port),
            new PodApi.Pod("orders-2", "Pending", "orders", "threadleak", port),
            new PodApi.Pod("legacy-1", "Running", "legacy", "metrics", port),
            new PodApi.Pod("billing-1", "Running", "", "threadleak", port));
    try (PodApi api = PodApi.start(pods)) {
      String config =
          DeployFiles.replaced(
              DeployFiles.text("prometheus/kubernetes.yml"),
              KUBERNETES,
              KUBERNETES + "        api_server: " + api.address() + "\n");
      try (PrometheusServer prometheus = start(PrometheusLine.THREE, config, "scraped-pods")) {
        Awaitility.await()
            .atMost(ExternalProcess.DEADLINE)
            .untilAsserted(
                () ->
                    assertThat(prometheus.query("up == 1").path("data").path("result"))
                        .as(prometheus.output())
                        .hasSize(2));
        assertThat(prometheus.query("up").path("data").path("result").valueStream())
            .extracting(
                series -> series.path("metric").path("job").asString(),
                series -> series.path("metric").path("pod").asString(),
                series -> series.path("metric").path("container").asString(),
                series -> series.path("metric").path("namespace").asString())
            .containsExactlyInAnyOrder(
                tuple("shop/orders", "orders-1", "app", "shop"),
                tuple("shop/app", "billing-1", "app", "shop"));
      }
    }
  }

  private static PrometheusServer start(PrometheusLine line, String config, String place)
      throws Exception {
    return PrometheusServer.start(line, eachSecond(config), installed(directory.resolve(place)));
  }

  /** The target that is ours, once it has been scraped. */
  private JsonNode scraped(PrometheusServer prometheus) {
    Awaitility.await()
        .atMost(ExternalProcess.DEADLINE)
        .untilAsserted(
            () ->
                assertThat(ours(prometheus, "activeTargets").path("health").asString())
                    .as(prometheus.output())
                    .isEqualTo("up"));
    try {
      return ours(prometheus, "activeTargets");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode ours(PrometheusServer prometheus, String kind) throws IOException {
    return prometheus
        .api("targets")
        .path("data")
        .path(kind)
        .valueStream()
        .filter(
            target ->
                target.path("scrapeUrl").asString().contains(service.address().getAuthority()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no target of ours"));
  }

  private static void assertSamplesOfThreadleak(PrometheusServer prometheus, String job)
      throws Exception {
    assertThat(
            prometheus
                .query("threadleak_build_info{job=\"" + job + "\"}")
                .path("data")
                .path("result"))
        .hasSize(1);
  }

  /**
   * The files where a Prometheus would have them: beside each other, rules and secrets included.
   */
  private static Path installed(Path place) throws Exception {
    DeployFiles.copy(DeployFiles.at("prometheus"), place);
    DeployFiles.copy(DeployFiles.at("prometheus/targets"), place.resolve("targets"));
    DeployFiles.copy(Project.root().resolve("alert-rules"), place.resolve("alert-rules"));
    Files.createDirectories(place.resolve("tls"));
    Files.writeString(place.resolve("tls/ca.crt"), "");
    Files.writeString(place.resolve("tls/password"), "secret");
    return place;
  }

  private static String eachSecond(String config) {
    return DeployFiles.replaced(
        DeployFiles.replaced(config, "scrape_interval: 15s", "scrape_interval: 1s"),
        "evaluation_interval: 15s",
        "evaluation_interval: 1s\n  scrape_timeout: 1s");
  }

  /** The block of a document that holds the given key. */
  private static String yaml(String document, String key) {
    return Pattern.compile("(?s)```yaml\n(.*?)```")
        .matcher(document)
        .results()
        .map(block -> block.group(1))
        .filter(block -> block.contains(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no block with " + key));
  }

  private static long ruleFiles() throws Exception {
    try (Stream<Path> files = Files.list(Project.root().resolve("alert-rules"))) {
      return files.filter(file -> file.toString().endsWith(".yml")).count();
    }
  }
}
