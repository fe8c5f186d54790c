package io.threadleak.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.endtoend.fixture.AlertmanagerServer;
import io.threadleak.endtoend.fixture.PrometheusServer;
import io.threadleak.endtoend.fixture.WebhookReceiver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack the other tests stand on: a rule that always fires must reach the webhook. */
final class MonitoringStackIT {

  @TempDir Path directory;

  @Test
  void webhook_ruleThatAlwaysFires_isTold() throws Exception {
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
        AlertmanagerServer alertmanager = AlertmanagerServer.start(webhook.address());
        PrometheusServer prometheus =
            PrometheusServer.start(
                PrometheusServer.config(
                    alertmanager.address(),
                    List.of(rules.toString()),
                    "none",
                    List.of(alertmanager.address().getAuthority())))) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
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
