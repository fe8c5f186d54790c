package io.threadleak.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.ProofException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Go's {@code net/http/pprof} does, this does. */
final class ProfileEndpointsTest {

  private static final String BINARY = "application/octet-stream";

  private final FakeProfiles profiles = new FakeProfiles();
  private ThreadLeakServer server;

  @BeforeEach
  void start() throws IOException {
    server = TestServers.builder().profiles(profiles).start();
  }

  @AfterEach
  void close() {
    CountDownLatch gate = profiles.gate;
    if (gate != null) {
      gate.countDown();
    }
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "thread, 200, " + BINARY + ", thread binary",
    "thread?debug=0, 200, " + BINARY + ", thread binary",
    "thread?debug=-1, 200, " + BINARY + ", thread binary",
    "thread?debug=x, 200, " + BINARY + ", thread binary",
    "thread?debug=1, 200, text/plain; charset=utf-8, thread text",
    "thread?debug=2, 200, text/plain; charset=utf-8, thread dump",
    "thread?debug=9, 200, text/plain; charset=utf-8, thread dump",
    "thread?seconds=, 200, " + BINARY + ", thread binary",
    "thread?gc=1, 200, " + BINARY + ", thread binary",
    "threadleak, 200, " + BINARY + ", threadleak binary",
  })
  void profile_got_isInTheFormAskedFor(String path, int status, String type, String body)
      throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains(type);
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'; "));
    assertThat(response.headers().firstValue("X-Go-Pprof")).isEmpty();
    assertThat(response.headers().firstValue("Content-Disposition").isPresent())
        .isEqualTo(type.equals(BINARY));
    assertThat(response.body()).startsWith(body);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "goroutine, 404, Unknown profile",
        "thread/, 404, Unknown profile",
        "thread/x, 404, Unknown profile",
        "cmdline, 404, Unknown profile",
        "profile?seconds=x, 404, Unknown profile",
        "thread?seconds=x, 400, invalid value for \"seconds\" - must be a positive integer",
        "thread?seconds=0, 400, invalid value for \"seconds\" - must be a positive integer",
        "thread?seconds=-3, 400, invalid value for \"seconds\" - must be a positive integer",
        "thread?seconds=1.5, 400, invalid value for \"seconds\" - must be a positive integer",
        "thread?seconds=99999999999999999999, 400,"
            + " invalid value for \"seconds\" - must be a positive integer",
        "thread?seconds=1&debug=1, 400, seconds and debug params are incompatible",
        "thread?seconds=301, 400, profile duration exceeds server's WriteTimeout",
        "threadbroken, 500, failed to collect profile",
      })
  void error_ofEachKind_hasGoesStatusTextAndHeader(String path, int status, String text)
      throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo(text + "\n");
    assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(response.headers().firstValue("X-Go-Pprof")).contains("1");
    assertThat(response.headers().firstValue("Content-Disposition")).isEmpty();
  }

  @Test
  void profile_failing_isCounted() throws Exception {
    get("threadbroken");

    assertThat(server.failures()).isEqualTo(1);
  }

  @Test
  void binary_anyName_isADownloadOfThatNameAndNotZippedTwice() throws Exception {
    HttpResponse<byte[]> response =
        TestServers.send(
            TestServers.request(server, ProfileHandler.ROOT + "thread")
                .header("Accept-Encoding", "gzip")
                .build());

    assertThat(response.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"thread\"");
    assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void seconds_given_isTheDifferenceOfTwoLooks() throws Exception {
    HttpResponse<String> response = get("thread?seconds=1");

    assertThat(response.body()).isEqualTo("thread 2 since 1");
    assertThat(response.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"thread-delta\"");
  }

  @ParameterizedTest
  @CsvSource({"REFUSED, 503", "CANCELLED, 503", "FAILED, 500", "TIMED_OUT, 504"})
  void threadleak_withoutProof_saysWhy(ProofException.Reason reason, int status) throws Exception {
    profiles.refusal = new ProofException(reason, "Virtual threads are in use on Java 21.");

    HttpResponse<String> response = get("threadleak");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).isEqualTo("Virtual threads are in use on Java 21.\n");
    assertThat(response.headers().firstValue("X-Go-Pprof")).contains("1");
    assertThat(server.failures()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "thread", "nothing"})
  void method_otherThanGetAndHead_isRefusedAsByGo(String path) throws Exception {
    HttpResponse<byte[]> response =
        TestServers.send(
            TestServers.request(server, ProfileHandler.ROOT + path)
                .POST(HttpRequest.BodyPublishers.ofString("x=y"))
                .build());

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(new String(response.body(), UTF_8)).isEqualTo("Method Not Allowed\n");
  }

  @Test
  void head_ofAProfile_hasItsHeadersAndNoBody() throws Exception {
    String response =
        TestServers.raw(
            server,
            "HEAD /debug/pprof/thread?debug=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(response)
        .startsWith("HTTP/1.1 200 ")
        .contains("\r\nContent-Length: 11\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void index_got_listsProfilesByNameWithCounts() throws Exception {
    HttpResponse<String> response = get("");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(response.body())
        .containsSubsequence(
            "<tr><td>57</td><td><a href='thread?debug=1'>thread</a></td></tr>",
            "<tr><td>not proved yet</td><td><a href='threadleak?debug=1'>threadleak</a></td></tr>")
        .contains("<a href=\"thread?debug=2\">full thread stack dump</a>")
        .contains("All &lt;threads&gt;.");
    assertThat(profiles.taken).hasValue(0);
  }

  @Test
  void root_withoutSlash_leadsToTheIndex() throws Exception {
    String response =
        TestServers.raw(
            server, "GET /debug/pprof HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(response)
        .startsWith("HTTP/1.1 301 ")
        .contains("\r\nLocation: /debug/pprof/\r\n")
        .endsWith("<a href=\"/debug/pprof/\">Moved Permanently</a>.\n\n");
  }

  @Test
  void page_withProfiles_linksToThem() throws Exception {
    assertThat(TestServers.get(server, "/").body()).contains("<a href=\"debug/pprof/\">");
  }

  @Test
  void server_withoutProfiles_servesNone() throws Exception {
    try (ThreadLeakServer bare = TestServers.builder().start()) {
      assertThat(TestServers.get(bare, "/debug/pprof/").statusCode()).isEqualTo(404);
      assertThat(TestServers.get(bare, "/").body()).doesNotContain("pprof");
    }
  }

  @Test
  void manyLongRequests_areBoundedAndHoldUpNoScrape() throws Exception {
    profiles.gate = new CountDownLatch(1);
    List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    for (int i = 0; i < ProfileRuns.MAX_REQUESTS; i++) {
      waiting.add(TestServers.getLater(server, ProfileHandler.ROOT + "threadleak"));
    }
    Awaitility.await().until(() -> profiles.taken.get() == ProfileRuns.MAX_REQUESTS);

    HttpResponse<String> turnedAway = get("thread");

    assertThat(turnedAway.statusCode()).isEqualTo(503);
    assertThat(turnedAway.body())
        .isEqualTo("8 profiles are being taken already: try again later\n");
    assertThat(TestServers.get(server, "/metrics").statusCode()).isEqualTo(200);
    assertThat(get("").statusCode()).isEqualTo(200);
    profiles.gate.countDown();
    for (CompletableFuture<HttpResponse<String>> one : waiting) {
      assertThat(one.get().statusCode()).isEqualTo(200);
    }
    assertThat(get("thread").statusCode()).isEqualTo(200);
  }

  @Test
  void request_longerThanAnySilence_isStillAnswered() throws Exception {
    profiles.gate = new CountDownLatch(1);
    try (ThreadLeakServer impatient =
        TestServers.builder().profiles(profiles).idleMillis(300).start()) {
      CompletableFuture<HttpResponse<String>> slow =
          TestServers.getLater(impatient, ProfileHandler.ROOT + "threadleak?debug=1");
      Awaitility.await().until(() -> profiles.taken.get() == 1);
      String closed = TestServers.raw(impatient, "GET / HT");

      profiles.gate.countDown();

      assertThat(closed).as("the server closes what is silent").doesNotContain("200");
      assertThat(slow.get().body()).isEqualTo("threadleak text");
    }
  }

  @Test
  void close_whileAProfileIsTaken_endsIt() throws Exception {
    profiles.gate = new CountDownLatch(1);
    CompletableFuture<HttpResponse<String>> cut =
        TestServers.getLater(server, ProfileHandler.ROOT + "threadleak");
    Awaitility.await().until(() -> profiles.taken.get() == 1);

    server.close();

    Awaitility.await().until(cut::isDone);
    Awaitility.await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("threadleak-profiles")));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return TestServers.get(server, ProfileHandler.ROOT + path);
  }
}
