package io.threadleak.http;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes the locked server. */
class PrometheusScrapeIT {

  private static final String CONFIG =
      """
      global: {scrape_interval: 1s, scrape_timeout: 1s}
      scrape_configs:
        - job_name: locked
          scheme: https
          tls_config: {ca_file: server.crt}
          basic_auth: {username: alice, password: secret}
          static_configs: [{targets: ['127.0.0.1:%1$d']}]
        - job_name: stranger
          scheme: https
          tls_config: {ca_file: server.crt}
          static_configs: [{targets: ['127.0.0.1:%1$d']}]
      """;

  @TempDir Path folder;

  @Test
  void prometheus_withCertificateAndUser_scrapesAndAStrangerDoesNot() throws Exception {
    ThreadLeakServer.Builder builder =
        TestServers.builder()
            .metrics((report, accept, names) -> TestServers.answer("text/plain", "locked 1\n"));
    try (GuardedServer guarded =
        GuardedServer.start(folder, GuardedServer.TLS + GuardedServer.USERS, builder)) {
      Files.writeString(
          folder.resolve("prometheus.yml"), CONFIG.formatted(guarded.server().port()));
      int port = freePort();
      Process prometheus = start(port);
      try {
        await()
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptionsInstanceOf(IOException.class)
            .until(() -> up(port, "locked").contains("\"1\"]"));
        await().atMost(Duration.ofSeconds(60)).until(() -> up(port, "stranger").contains("\"0\"]"));
      } finally {
        prometheus.destroy();
        prometheus.waitFor();
      }
    }
  }

  private Process start(int port) throws IOException {
    return new ProcessBuilder(
            "prometheus",
            "--config.file=" + folder.resolve("prometheus.yml"),
            "--storage.tsdb.path=" + folder.resolve("tsdb"),
            "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  /** What an instant query for the target's health says, as JSON. */
  private static String up(int port, String job) throws Exception {
    URI query =
        URI.create(
            "http://127.0.0.1:%d/api/v1/query?query=up%%7Bjob%%3D%%22%s%%22%%7D"
                .formatted(port, job));
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(query).timeout(Duration.ofSeconds(30)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
