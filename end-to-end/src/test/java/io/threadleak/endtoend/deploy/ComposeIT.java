package io.threadleak.endtoend.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.endtoend.fixture.AlertmanagerServer;
import io.threadleak.endtoend.fixture.DebianTool;
import io.threadleak.endtoend.fixture.DemoLines;
import io.threadleak.endtoend.fixture.Http;
import io.threadleak.endtoend.fixture.Project;
import io.threadleak.endtoend.fixture.PrometheusLine;
import io.threadleak.endtoend.fixture.PrometheusServer;
import io.threadleak.endtoend.fixture.WatchedService;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * The compose file without its containers: Compose reads it, everything it mounts is there, and
 * what it mounts runs by hand, with hosts of this machine in place of the containers' names. What
 * Grafana makes of its files is not tried: there is no Grafana here.
 */
final class ComposeIT {

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final Path COMPOSE = DeployFiles.at("compose/compose.yaml");
  private static final String RULES = "/etc/prometheus/alert-rules";
  private static final String DASHBOARDS = "/var/lib/grafana/dashboards";

  @Test
  void compose_file_isReadByComposeAndMeansWhatItSays() {
    Map<String, Object> read =
        DeployFiles.yaml(
            DeployFiles.run(
                DebianTool.DOCKER_COMPOSE.path(), "--file", COMPOSE.toString(), "config"));

    assertThat((Map<?, ?>) read.get("services")).hasSize(4);
    assertThat(DeployFiles.value(read, "services.demo.build.context"))
        .isEqualTo(Project.root().toString());
    assertThat(Project.root().resolve("Dockerfile"))
        .content()
        .contains("AS " + DeployFiles.value(read, "services.demo.build.target"));
  }

  @Test
  void compose_everyMount_isThereAndReadOnly() {
    Map<String, String> mounts = mounts();
    assertThat(mounts).hasSizeGreaterThan(5);
    mounts.forEach(
        (inside, outside) -> {
          assertThat(inside).as(outside).endsWith(":ro");
          assertThat(COMPOSE.resolveSibling(outside)).as(inside).exists();
        });
  }

  @Test
  void compose_everyPort_isPublishedOnLoopback() {
    Map<String, Object> compose = DeployFiles.yaml(DeployFiles.text("compose/compose.yaml"));
    for (Object service : ((Map<?, ?>) compose.get("services")).values()) {
      assertThat((List<?>) ((Map<?, ?>) service).get("ports"))
          .isNotEmpty()
          .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
    }
  }

  /** Grafana's own files name what Compose mounts and starts. */
  @Test
  void grafana_provisioning_namesTheMountAndTheService() {
    Map<String, Object> dashboards =
        DeployFiles.yaml(DeployFiles.text("compose/grafana/dashboards/threadleak.yml"));
    Map<?, ?> provider = (Map<?, ?>) ((List<?>) dashboards.get("providers")).get(0);
    assertThat(((Map<?, ?>) provider.get("options")).get("path")).isEqualTo(DASHBOARDS);
    assertThat(mounts()).containsEntry(DASHBOARDS + ":ro", "../../grafana-dashboards");
    Map<String, Object> sources =
        DeployFiles.yaml(DeployFiles.text("compose/grafana/datasources/prometheus.yml"));
    Map<?, ?> source = (Map<?, ?>) ((List<?>) sources.get("datasources")).get(0);
    assertThat(source.get("type")).isEqualTo("prometheus");
    assertThat(source.get("url")).isEqualTo("http://prometheus:9090");
    assertThat(source.get("isDefault")).isEqualTo(true);
  }

  @Test
  void alertmanager_config_isTakenByAmtool() {
    DeployFiles.run(
        DebianTool.AMTOOL.path(),
        "check-config",
        DeployFiles.at("compose/alertmanager.yml").toString());
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void prometheus_config_isTakenByPromtoolWithItsRules(PrometheusLine line, @TempDir Path directory)
      throws Exception {
    Path file = directory.resolve("prometheus.yml");
    Files.writeString(file, prometheusConfig("demo:9847", "alertmanager:9093"));
    assertThat(DeployFiles.run(line.promtool(), "check", "config", file.toString()))
        .contains("rule files found");
  }

  /**
   * On the line of the images. A proof is asked for, since the verdict takes minutes: the
   * end-to-end test waits for that.
   */
  @Test
  void stack_demoThatLeaks_alertReachesAlertmanager() throws Exception {
    try (WatchedService demo = WatchedService.demo();
        AlertmanagerServer alertmanager =
            AlertmanagerServer.start(
                PrometheusLine.THREE, DeployFiles.text("compose/alertmanager.yml"));
        PrometheusServer prometheus =
            PrometheusServer.start(
                PrometheusLine.THREE,
                prometheusConfig(
                    demo.address().getAuthority(), alertmanager.address().getAuthority()))) {
      demo.awaitLive(DemoLines.leakyPlatform(), 1);
      assertThat(prove(demo.address())).isIn(200, 202);

      Awaitility.await()
          .atMost(DEADLINE)
          .untilAsserted(
              () ->
                  assertThat(alerts(alertmanager))
                      .as(prometheus.output())
                      .filteredOn(alert -> label(alert, "alertname").equals("ThreadLeakSiteProven"))
                      .allSatisfy(
                          alert -> {
                            assertThat(label(alert, "job")).isEqualTo("demo");
                            assertThat(label(alert, "site")).matches(DemoLines::isLeaky);
                            assertThat(alert.path("receivers").path(0).path("name").asString())
                                .isEqualTo("page");
                          })
                      .isNotEmpty());
    }
  }

  private static int prove(URI address) throws Exception {
    HttpResponse<String> response =
        Http.send(
            HttpRequest.newBuilder(address.resolve("/api/v1/proof"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
    return response.statusCode();
  }

  private static List<JsonNode> alerts(AlertmanagerServer alertmanager) throws Exception {
    return Http.json(alertmanager.address().resolve("/api/v2/alerts")).valueStream().toList();
  }

  private static String label(JsonNode alert, String name) {
    return alert.path("labels").path(name).asString("");
  }

  private static String prometheusConfig(String demo, String alertmanager) {
    String config = DeployFiles.text("compose/prometheus.yml");
    assertThat(mounts()).containsEntry(RULES + ":ro", "../../alert-rules");
    String here = Project.root().resolve("alert-rules").toString();
    config = DeployFiles.replaced(config, RULES, here);
    config = DeployFiles.replaced(config, "demo:9847", demo);
    return DeployFiles.replaced(config, "alertmanager:9093", alertmanager);
  }

  /** What each service sees at a place, with the place as key. */
  private static Map<String, String> mounts() {
    Map<String, Object> compose = DeployFiles.yaml(DeployFiles.text("compose/compose.yaml"));
    List<Object> volumes = new ArrayList<>();
    for (Object service : ((Map<?, ?>) compose.get("services")).values()) {
      if (((Map<?, ?>) service).get("volumes") instanceof List<?> list) {
        volumes.addAll(list);
      }
    }
    return volumes.stream()
        .map(volume -> volume.toString().split(":", 2))
        .collect(Collectors.toMap(parts -> parts[1], parts -> parts[0]));
  }
}
