package io.threadleak.agent.prometheus;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryApiTest {

  private static final long NOW = 1_760_000_000_123L;
  private static final int MAX_BYTES = 1 << 20;
  private static final int TLS_HEADER_BYTES = 5;
  private static final String QUERY = "threadleak_threads[1000ms]";

  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> samples = new ArrayList<>();
  private FakePrometheus prometheus;

  @BeforeEach
  void start() throws IOException {
    prometheus = new FakePrometheus();
    prometheus.add(Map.of("__name__", "threadleak_threads", "job", "a"), NOW, "52");
  }

  @AfterEach
  void stop() {
    prometheus.close();
  }

  @Test
  void query_series_isReadWithItsOwnTimes() throws Exception {
    prometheus.warn("a store is away");

    assertThat(query()).containsExactly("a store is away");
    assertThat(samples).containsExactly("a " + NOW + " 52.0");
    assertThat(prometheus.authorizations()).containsExactly("Bearer t");
    assertThat(prometheus.paths()).containsExactly("/api/v1/query");
  }

  @Test
  void query_gzip_isRead() throws Exception {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(
          """
          {"status":"success","data":{"resultType":"matrix","result":[
          {"metric":{"job":"z"},"values":[[1,"2"]]}]}}"""
              .getBytes(StandardCharsets.UTF_8));
    }
    prometheus.answer(
        exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          FakePrometheus.send(exchange, 200, zipped.toByteArray());
        });

    query();

    assertThat(samples).containsExactly("z 1000 2.0");
  }

  @ParameterizedTest
  @CsvSource({
    "302, '', and leads to https://login.example: give that address",
    "400, bad matcher, (bad matcher): is --selector well-formed?",
    "401, '', give --bearer-token-file",
    "403, no right, (no right): give --bearer-token-file",
    "404, '', is its path prefix right?",
    "405, '', is its path prefix right?",
    "422, too many samples, (too many samples)"
  })
  void query_statusThatStays_isRefusedAtOnceWithTheCure(int status, String error, String words) {
    String body = error.isEmpty() ? "<html>" : error(error);
    prometheus.answer(status, body, "Location", "https://login.example");

    assertThatThrownBy(this::query)
        .isInstanceOf(QueryException.class)
        .hasMessageStartingWith("--prometheus %s answers with status %d", prometheus.url(), status)
        .hasMessageContaining(words);
    assertThat(prometheus.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"429", "500", "502", "503", "504"})
  void query_statusThatPasses_isAskedAgain(int status) throws Exception {
    prometheus.answer(status, "").answer(status, "");

    query();

    assertThat(samples).hasSize(1);
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(3));
  }

  @Test
  void query_statusThatNeverPasses_isRefusedAfterThreeAttempts() {
    for (int i = 0; i < 5; i++) {
      prometheus.answer(503, error("query timed out"));
    }

    assertThatThrownBy(this::query)
        .hasMessageContaining("status 503 (query timed out)")
        .hasMessageContaining("--range");
    assertThat(prometheus.requests()).isEqualTo(3);
  }

  @Test
  void query_connectionBreaks_isAskedAgain() throws Exception {
    prometheus.answer(
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          exchange.close();
        });

    query();

    assertThat(samples).hasSize(1);
    assertThat(pauses).hasSize(1);
  }

  @Test
  void query_nobodyThere_isRefusedAtOnce() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Access nobody =
        new Access(Access.baseOf("http://127.0.0.1:" + port), Map.of(), Duration.ofSeconds(20));

    assertThatThrownBy(() -> query(nobody))
        .hasMessageStartingWith(
            "--prometheus http://127.0.0.1:" + port + ": no answer (connection refused)")
        .hasMessageContaining("does a Prometheus listen there?");
    assertThat(pauses).isEmpty();
  }

  @Test
  void query_httpsOfAServerWithoutTls_isRefusedAtOnce() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> answerWithoutTls(plain));
      server.start();
      String url = "https://127.0.0.1:" + plain.getLocalPort();
      Access secure = new Access(Access.baseOf(url), Map.of(), Duration.ofSeconds(20));

      assertThatThrownBy(() -> query(secure))
          .hasMessageStartingWith("--prometheus " + url + ": no TLS (")
          .hasMessageContaining("-Djavax.net.ssl.trustStore=FILE");
      assertThat(pauses).isEmpty();
      server.join();
    }
  }

  /** Reads before it answers, as servers do, as much as the header of a TLS record. */
  private static void answerWithoutTls(ServerSocket server) {
    try (Socket client = server.accept()) {
      client.getInputStream().readNBytes(TLS_HEADER_BYTES);
      client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
      client.getOutputStream().flush();
      client.getInputStream().readAllBytes();
    } catch (IOException hungUp) {
      // The client has read enough.
    }
  }

  @Test
  void query_bodyThatNeverEnds_isTooMuch() {
    byte[] part = new byte[1 << 16];
    prometheus.answer(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
              out.write(part);
            }
          } catch (IOException hungUp) {
            exchange.close();
          }
        });

    assertThatThrownBy(this::query)
        .hasMessageContaining("longer than 1 MiB")
        .matches(e -> e instanceof QueryException refused && refused.isTooMuch());
  }

  @Test
  void query_bodyThatStandsStill_isGivenUpInTime() {
    CountDownLatch over = new CountDownLatch(1);
    prometheus.answer(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });

    assertThatThrownBy(() -> query(prometheus.access(Duration.ofMillis(300))))
        .hasMessageContaining("raise --timeout");
    over.countDown();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html>login</html>",
        "[]",
        "''",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}",
        "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{},\"values\":[[1,\"x\"]]}]}}",
        "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{},\"values\":[[\"1\",\"2\"]]}]}}",
        "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{},\"values\":[[1,2]]}]}}",
        "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{\"a\":{}}}]}}",
        "{\"status\":\"success\",\"data\":{\"result\":[{\"values\":[[1,\"2\",3]]}]}}",
        "{\"status\":\"success\",\"data\":{\"result\":[7]}}",
        "{\"status\":\"success\",\"data\":{\"result\":[{\"values\":[[",
        "{\"status\":\"error\",\"error\":\"why\"}",
        "{\"other\":1}",
      })
  void query_bodyThatIsNoAnswer_isRefused(String body) {
    prometheus.answer(200, body);

    assertThatThrownBy(this::query)
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("but not as Prometheus' API does");
  }

  @Test
  void query_deepBody_isRefused() {
    prometheus.answer(200, "{\"x\":" + "[".repeat(100_000));

    assertThatThrownBy(this::query).hasMessageContaining("but not as Prometheus' API does");
  }

  @Test
  void query_errorWithControlCharacters_isShownWithoutAndCut() {
    prometheus.answer(400, error("\\u001b[2J" + "x".repeat(2000)));

    assertThatThrownBy(this::query)
        .hasMessageContaining("?[2Jxxx")
        .hasMessageContaining("x…)")
        .matches(e -> String.valueOf(e.getMessage()).length() < 800);
  }

  private static String error(String message) {
    return "{\"status\":\"error\",\"errorType\":\"any\",\"error\":\"" + message + "\"}";
  }

  private List<String> query() throws QueryException {
    return query(prometheus.access());
  }

  private List<String> query(Access access) throws QueryException {
    return new QueryApi(access, pauses::add, MAX_BYTES)
        .query(
            QUERY,
            NOW,
            labels ->
                (millis, value) -> samples.add(labels.get("job") + " " + millis + " " + value));
  }
}
