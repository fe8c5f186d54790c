package io.threadleak.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.endtoend.fixture.AlertmanagerServer;
import io.threadleak.endtoend.fixture.ExternalProcess;
import io.threadleak.endtoend.fixture.PrometheusLine;
import io.threadleak.endtoend.fixture.PrometheusServer;
import io.threadleak.endtoend.fixture.WebhookReceiver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The stack the other tests stand on, of each line: a rule that always fires must reach the
 * webhook.
 */
final class MonitoringStackIT {

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void webhook_ruleThatAlwaysFires_isTold(PrometheusLine line) throws Exception {
    Path rules = directory.resolve("always.rules.yml");
    Files.writeString(
        rules,
        """
        groups:
          - name: always
            rules:
              - alert: Always
                expr: vector(1) > 0
                annotations:
                  summary: It fires.
        """);
    try (WebhookReceiver webhook = WebhookReceiver.start();
        AlertmanagerServer alertmanager = AlertmanagerServer.start(line, webhook.address());
        PrometheusServer prometheus =
            PrometheusServer.start(
                line,
                PrometheusServer.config(
                    alertmanager.address(),
                    List.of(rules.toString()),
                    "none",
                    List.of(alertmanager.address().getAuthority())))) {
      Awaitility.await()
          .atMost(ExternalProcess.DEADLINE)
          .untilAsserted(
              () ->
                  assertThat(webhook.alerts())
                      .as(prometheus.output())
                      .extracting(WebhookReceiver.Alert::name)
                      .contains("Always"));
      assertThat(prometheus.query("vector(1)").path("status").asString()).isEqualTo("success");
    }
  }
}
