package io.threadleak.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class DemoServerTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private DemoServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        new DemoServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), () -> "the index");
    server.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @MethodSource("io.threadleak.demo.AvailableEndpoints#list")
  void endpoint_asked_answers(DemoEndpoint endpoint) throws Exception {
    HttpResponse<?> answer = get(endpoint.path());

    assertThat(answer.statusCode()).isEqualTo(endpoint.leaky() ? 202 : 200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
  }

  @Test
  void virtualEndpoint_asked_isThereWhereTheJvmHasVirtualThreads() throws Exception {
    int expected = VirtualThreads.available() ? 200 : 404;

    assertThat(get(DemoEndpoint.FAN_OUT.path()).statusCode()).isEqualTo(expected);
  }

  @Test
  void index_asked_answers() throws Exception {
    HttpResponse<?> answer = get("/");

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void path_unknown_isNotFound() throws Exception {
    assertThat(get("/leak").statusCode()).isEqualTo(404);
  }

  @Test
  void sharedPool_underManyRequestsAtOnce_staysWithinItsBound() {
    List<CompletableFuture<Integer>> statuses = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      statuses.add(
          client
              .sendAsync(request(DemoEndpoint.SHARED_POOL.path()), BodyHandlers.discarding())
              .thenApply(HttpResponse::statusCode));
    }

    assertThat(statuses).allSatisfy(s -> assertThat(s).succeedsWithin(DEADLINE).isEqualTo(200));
    assertThat(server.sharedPool().poolSize()).isEqualTo(SharedPoolHandler.POOL_SIZE);
  }

  @Test
  void threadPerRequest_answered_endsItsThread() throws Exception {
    for (int n = 0; n < 5; n++) {
      get(DemoEndpoint.THREAD_PER_REQUEST.path());
    }

    await().atMost(DEADLINE).until(() -> LiveThreads.named("quote-").isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "EXECUTOR_PER_REQUEST, export-",
    "TIMER_PER_REQUEST, reminder",
    "LOST_REPLY, audit-",
  })
  void leak_afterEachRequestAndACollection_keepsItsThread(DemoEndpoint endpoint, String stem)
      throws Exception {
    List<Thread> before = LiveThreads.named(stem);
    for (int n = 0; n < 5; n++) {
      get(endpoint.path());
    }
    await().atMost(DEADLINE).until(() -> waiting(stem) >= before.size() + 5);

    System.gc();
    System.runFinalization();

    assertThat(LiveThreads.named(stem)).hasSize(before.size() + 5).allMatch(Thread::isDaemon);
  }

  private static long waiting(String stem) {
    return LiveThreads.named(stem).stream()
        .map(Thread::getState)
        .filter(s -> s == Thread.State.WAITING || s == Thread.State.TIMED_WAITING)
        .count();
  }

  private HttpResponse<?> get(String path) throws Exception {
    return client.send(request(path), body -> new DroppedBody());
  }

  private HttpRequest request(String path) {
    URI uri = server.baseUrl().resolve(path);
    return HttpRequest.newBuilder(uri).timeout(DEADLINE).build();
  }
}
