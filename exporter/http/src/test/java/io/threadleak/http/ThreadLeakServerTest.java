package io.threadleak.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import io.threadleak.model.SelfReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadLeakServerTest {

  private ThreadLeakServer server;

  @BeforeEach
  void start() throws IOException {
    server = TestServers.builder().start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "/metrics, 200, text/plain; version=0.0.4",
        "/api/v1/report, 200, application/json",
        "/api/v1/sites/1a2b3c4d, 200, application/json",
        "/-/healthy, 200, text/plain; charset=utf-8",
        "/-/ready, 200, text/plain; charset=utf-8",
        "/, 200, text/html; charset=utf-8",
        "/api/v1/sites/ffffffff, 404, text/plain; charset=utf-8",
        "/api/v1/sites/, 404, text/plain; charset=utf-8",
        "/api/v1/sites/%3Cscript%3E, 404, text/plain; charset=utf-8",
        "/nowhere, 404, text/plain; charset=utf-8",
        "/metrics/, 404, text/plain; charset=utf-8",
        "/favicon.ico, 404, text/plain; charset=utf-8",
        "/metrics?name[]=%zz, 400, text/plain; charset=utf-8",
        "/a%2fb, 400, text/plain; charset=utf-8",
        "/../etc/passwd, 400, text/plain; charset=utf-8",
      })
  void path_got_hasStatusAndType(String path, int status, String type) throws Exception {
    String response =
        TestServers.raw(
            server, "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(response)
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("\r\nContent-Type: " + type + "\r\n")
        .contains("\r\nX-Content-Type-Options: nosniff\r\n")
        .doesNotContain("Server:")
        .doesNotContain("Jetty")
        .doesNotContain("script")
        .doesNotContain("passwd");
  }

  @Test
  void metrics_acceptAndNames_reachTheExposition() throws Exception {
    HttpRequest request =
        TestServers.request(server, "/metrics?name%5B%5D=b_total&name%5B%5D=a&name=c")
            .header("Accept", "application/openmetrics-text;q=0.5")
            .header("Accept", "text/plain")
            .build();

    assertThat(new String(TestServers.send(request).body(), UTF_8))
        .isEqualTo("accept=application/openmetrics-text;q=0.5, text/plain names=[a, b_total]");
  }

  @Test
  void metrics_rawBracketsAndNoAccept_areTaken() throws Exception {
    assertThat(
            TestServers.raw(
                server, "GET /metrics?name[]=a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .endsWith("accept=null names=[a]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "FOO"})
  void method_otherThanGetAndHead_isRefusedWithAllow(String method) throws Exception {
    HttpResponse<byte[]> response =
        TestServers.send(
            TestServers.request(server, "/metrics")
                .method(method, HttpRequest.BodyPublishers.ofString("x=y"))
                .build());

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(new String(response.body(), UTF_8)).doesNotContain(method + " ");
  }

  @Test
  void head_everyPath_hasHeadersOfGetAndNoBody() throws Exception {
    String response =
        TestServers.raw(
            server, "HEAD /api/v1/report HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(response)
        .startsWith("HTTP/1.1 200 ")
        .contains("\r\nContent-Length: 11\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void ready_beforeTheFirstRound_is503WhileHealthyIs200() throws Exception {
    try (ThreadLeakServer fresh =
        TestServers.builder().reports(() -> rounds(SampleReports.typical(), 0)).start()) {
      assertThat(TestServers.get(fresh, "/-/ready").statusCode()).isEqualTo(503);
      assertThat(TestServers.get(fresh, "/-/healthy").statusCode()).isEqualTo(200);
      assertThat(TestServers.get(fresh, "/").body()).contains("first round is not through yet");
    }
  }

  @Test
  void healthAndReadiness_whileSitesLeak_are200() throws Exception {
    assertThat(SampleReports.typical().leaks()).isTrue();
    assertThat(TestServers.get(server, "/-/healthy").statusCode()).isEqualTo(200);
    assertThat(TestServers.get(server, "/-/ready").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`gzip`, true",
        "`*`, true",
        "`deflate, GZIP;q=0.1`, true",
        "`gzip;q=0`, false",
        "`deflate`, false"
      })
  void body_largeAndAccepted_isGzipped(String coding, boolean gzipped) throws Exception {
    try (ThreadLeakServer large = TestServers.ofBytes(100_000)) {
      HttpResponse<byte[]> response =
          TestServers.send(
              TestServers.request(large, "/metrics").header("Accept-Encoding", coding).build());

      assertThat(response.headers().firstValue("Vary")).contains("Accept-Encoding");
      assertThat(response.headers().firstValue("Content-Encoding").isPresent()).isEqualTo(gzipped);
      assertThat(gzipped ? unzipped(response.body()) : response.body()).hasSize(100_000);
    }
  }

  @Test
  void body_small_isNotGzipped() throws Exception {
    assertThat(
            TestServers.send(
                    TestServers.request(server, "/metrics")
                        .header("Accept-Encoding", "gzip")
                        .build())
                .headers()
                .firstValue("Content-Encoding"))
        .isEmpty();
  }

  @Test
  void exposition_throwing_is500AndCountedAndTheServerLivesOn() throws Exception {
    try (ThreadLeakServer failing =
        TestServers.builder()
            .metrics(
                (report, accept, names) -> {
                  if (names.contains("error")) {
                    throw new LinkageError("secret");
                  }
                  throw new IllegalStateException("secret");
                })
            .start()) {
      HttpResponse<String> failed = TestServers.get(failing, "/metrics");
      TestServers.get(failing, "/metrics?name%5B%5D=error");

      assertThat(failed.statusCode()).isEqualTo(500);
      assertThat(failed.body())
          .isEqualTo("The answer could not be rendered: java.lang.IllegalStateException\n");
      assertThat(failing.failures()).isEqualTo(2);
      assertThat(TestServers.get(failing, "/api/v1/report").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void reports_throwing_is500ButHealthyIs200() throws Exception {
    try (ThreadLeakServer failing =
        TestServers.builder()
            .reports(
                () -> {
                  throw new IllegalStateException("on purpose");
                })
            .start()) {
      assertThat(TestServers.get(failing, "/api/v1/report").statusCode()).isEqualTo(500);
      assertThat(TestServers.get(failing, "/-/healthy").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void requestHeader_tooLarge_isRefused() throws Exception {
    assertThat(
            TestServers.raw(
                server, "GET /metrics HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(9_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<script>\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"})
  void request_malformed_isRefusedInPlainText(String request) throws Exception {
    assertThat(TestServers.raw(server, request))
        .containsPattern("^HTTP/1.1 (400|505) ")
        .doesNotContain("script")
        .doesNotContain("Jetty");
  }

  private static byte[] unzipped(byte[] body) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
  }

  private static LeakReport rounds(LeakReport report, long rounds) {
    return new LeakReport(
        report.time(),
        report.interval(),
        report.sites(),
        report.other(),
        report.otherVirtual(),
        0,
        Map.of(),
        report.process(),
        report.work(),
        report.endpoints(),
        report.virtualThreads(),
        null,
        new SelfReport(
            "0.1.0", "17", rounds, 0, 0, 0, 0, 0, 0, Map.of(), 0, null, report.self().notes()));
  }
}
