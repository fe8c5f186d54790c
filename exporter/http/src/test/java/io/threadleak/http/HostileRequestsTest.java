package io.threadleak.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of people who mean no good. */
class HostileRequestsTest {

  private static final String SCRIPT = "<script>alert(1)</script>";
  private static final String ENCODED = "%3Cscript%3Ealert(1)%3C/script%3E";

  private static ThreadLeakServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        TestServers.builder()
            .profiles(new FakeProfiles())
            .idleMillis(500) // after which what is not read of a body is given up
            .limits(SlowClients.USUAL, RequestLimits.usual())
            .start();
  }

  @AfterAll
  static void close() {
    server.close();
  }

  static Stream<String> requests() {
    return Stream.of(
        "GET /" + SCRIPT + " HTTP/1.1\r\nHost: x",
        "GET /" + ENCODED + " HTTP/1.1\r\nHost: x",
        "GET /api/v1/sites/" + ENCODED + " HTTP/1.1\r\nHost: x",
        "GET /debug/pprof/" + ENCODED + " HTTP/1.1\r\nHost: x",
        "GET /debug/pprof/thread?debug=" + ENCODED + " HTTP/1.1\r\nHost: x",
        "GET /debug/pprof/thread?seconds=" + ENCODED + " HTTP/1.1\r\nHost: x",
        "GET /?" + ENCODED + " HTTP/1.1\r\nHost: " + SCRIPT,
        "GET / HTTP/1.1\r\nHost: x\r\nReferer: " + SCRIPT + "\r\nX-" + SCRIPT + ": y",
        "GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-Host: " + SCRIPT,
        SCRIPT + " / HTTP/1.1\r\nHost: x",
        "GET http://" + SCRIPT + "/ HTTP/1.1\r\nHost: x",
        "GET / HTTP/" + SCRIPT + "\r\nHost: x",
        "GET /metrics%0d%0aSet-Cookie:%20a=" + SCRIPT + " HTTP/1.1\r\nHost: x",
        "POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 30\r\n\r\n" + SCRIPT);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void request_withAScript_getsNoneBack(String request) throws Exception {
    String said = TestServers.raw(server, request + "\r\nConnection: close\r\n\r\n");

    assertThat(said).doesNotContainIgnoringCase("<script").doesNotContain("Set-Cookie");
    assertThat(said).isNotEmpty().contains("X-Content-Type-Options: nosniff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "TRACK", "CONNECT", "OPTIONS", "PUT", "PATCH", "PROPFIND"})
  void method_thatIsNotServed_isRefusedEverywhere(String method) throws Exception {
    for (String path : new String[] {"/", "/metrics", "/debug/pprof/", "/api/v1/proof"}) {
      String said =
          TestServers.raw(
              server,
              "%s %s HTTP/1.1\r\nHost: x\r\nX-Secret: tell\r\nConnection: close\r\n\r\n"
                  .formatted(method, method.equals("CONNECT") ? "x:1" : path));

      assertThat(said).matches("(?s)HTTP/1.1 (400|404|405|501) .*").doesNotContain("tell");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/debug/pprof/../../etc/passwd",
        "/api/v1/sites/..%2f..%2freport",
        "/metrics%00",
        "/%c0%ae%c0%ae/",
        "//metrics"
      })
  void path_thatClimbs_isNotFoundOrMalformed(String path) throws Exception {
    String said =
        TestServers.raw(
            server, "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(said).matches("(?s)HTTP/1.1 (400|404) .*").doesNotContain("root:");
  }

  @Test
  void headers_thatAreHuge_areRefused() throws Exception {
    String said =
        TestServers.raw(
            server, "GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(9_000) + "\r\n\r\n");

    assertThat(said).startsWith("HTTP/1.1 431 ");
  }

  @Test
  void body_thatIsHuge_isRefusedBeforeItComes() throws Exception {
    String said =
        TestServers.raw(
            server,
            lines(
                "POST /api/v1/proof HTTP/1.1",
                "Host: x",
                "Content-Length: 9999999999",
                "Connection: close",
                "",
                ""));

    assertThat(said).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void requests_smuggledBehindALength_areRefused() throws Exception {
    String said =
        TestServers.raw(
            server,
            lines(
                "GET /metrics HTTP/1.1",
                "Host: x",
                "Content-Length: 5",
                "Transfer-Encoding: chunked",
                "",
                "0",
                "",
                "GET /-/healthy HTTP/1.1",
                "Host: x",
                "Connection: close",
                "",
                ""));

    assertThat(said).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void requests_beyondAClientsShare_getTooManyAndWhenToComeAgain() throws Exception {
    try (ThreadLeakServer strict =
        TestServers.builder()
            .limits(SlowClients.USUAL, new RequestLimits(System::nanoTime, 2, 0.001, true))
            .start()) {
      assertThat(TestServers.get(strict, "/metrics").statusCode()).isEqualTo(200);
      assertThat(TestServers.get(strict, "/metrics").statusCode()).isEqualTo(200);

      var third = TestServers.get(strict, "/metrics");
      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(third.headers().firstValueAsLong("Retry-After").getAsLong()).isPositive();
    }
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines);
  }
}
