package io.threadleak.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.threadleak.exposition.Answer;
import io.threadleak.exposition.MetricsExposition;
import io.threadleak.exposition.ReportExposition;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** Servers on free ports with expositions that show what they were asked, and clients for them. */
final class TestServers {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private TestServers() {}

  /** Shows {@code Accept} and the names; the type says what the client accepts. */
  static final MetricsExposition METRICS =
      (report, accept, names) ->
          answer(
              "text/plain; version=0.0.4", "accept=" + accept + " names=" + new TreeSet<>(names));

  static final ReportExposition REPORT =
      new ReportExposition() {
        @Override
        public Answer report(LeakReport report) {
          return answer("application/json", "{\"live\":" + report.live() + "}");
        }

        @Override
        public Optional<Answer> site(LeakReport report, String siteId) {
          return siteId.equals("1a2b3c4d")
              ? Optional.of(answer("application/json", "{\"siteId\":\"1a2b3c4d\"}"))
              : Optional.empty();
        }
      };

  static ThreadLeakServer.Builder builder() {
    return ThreadLeakServer.builder()
        .port(0)
        .reports(SampleReports::typical)
        .metrics(METRICS)
        .report(REPORT);
  }

  /** A server whose metrics are so many bytes. */
  static ThreadLeakServer ofBytes(int bytes) throws IOException {
    return builder()
        .metrics((report, accept, names) -> answer("text/plain", "x".repeat(bytes)))
        .start();
  }

  static Answer answer(String contentType, String body) {
    return new Answer(contentType, body.getBytes(UTF_8));
  }

  static HttpRequest.Builder request(ThreadLeakServer server, String path) {
    return HttpRequest.newBuilder(
            URI.create("http://" + server.host() + ":" + server.port() + path))
        .timeout(Duration.ofSeconds(30));
  }

  static HttpResponse<byte[]> send(HttpRequest request) throws Exception {
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  static HttpResponse<String> get(ThreadLeakServer server, String path) throws Exception {
    return CLIENT.send(request(server, path).build(), HttpResponse.BodyHandlers.ofString());
  }

  static CompletableFuture<HttpResponse<String>> getLater(ThreadLeakServer server, String path) {
    return CLIENT.sendAsync(request(server, path).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** What the server says to bytes that no honest client would send; empty if it just closes. */
  static String raw(ThreadLeakServer server, String request) throws IOException {
    try (Socket socket = new Socket(server.host(), server.port())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
