package io.threadleak.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.endtoend.fixture.ExternalProcess;
import io.threadleak.endtoend.fixture.Http;
import io.threadleak.endtoend.fixture.WatchedService;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * The agent on a server nobody here wrote, under 10,000 requests: it answers as it does without the
 * agent, its pool has a site, and nothing is accused.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class WireMockIT {

  private static final int REQUESTS = 10_000;
  private static final int CLIENTS = 8;
  private static final int ROUNDS_WATCHED = 90;
  private static final Set<String> ACCUSED = Set.of("suspect", "leaking", "proven");
  private static final Set<String> HEADERS_OF_THE_MOMENT = Set.of("date", ":status");

  private WireMockServer watched;
  private WireMockServer plain;

  /** What a client can tell apart in two answers. */
  private record Seen(int status, String body, Map<String, List<String>> headers) {}

  @BeforeAll
  void startBoth() {
    watched = WireMockServer.withAgent();
    plain = WireMockServer.withoutAgent();
  }

  @AfterAll
  void endBoth() {
    try (WireMockServer one = watched;
        WireMockServer other = plain) {
      assertThat(one.process().isRunning()).isTrue();
      assertThat(other.process().isRunning()).isTrue();
    }
  }

  @Test
  @Order(1)
  void answers_tenThousandRequests_areThoseWithoutTheAgent() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Callable<Integer>> shares = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        int first = client;
        shares.add(() -> compareEvery(CLIENTS, first));
      }
      int compared = 0;
      for (Future<Integer> share : clients.invokeAll(shares)) {
        compared += share.get();
      }
      assertThat(compared).isEqualTo(REQUESTS);
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  @Order(2)
  void report_jettyPool_standsUnderItsCreationSite() throws Exception {
    List<JsonNode> pools =
        WatchedService.sites(watched.watched().report())
            .filter(site -> site.path("frames").toString().contains("QueuedThreadPool"))
            .toList();
    assertThat(pools).as(labels(watched.watched().report()).toString()).isNotEmpty();
    assertThat(pools)
        .allSatisfy(
            site ->
                assertThat(site.path("source").asString()).as(site.toString()).isEqualTo("agent"))
        .anySatisfy(
            site ->
                assertThat(site.path("site").asString())
                    .matches(".*wiremock\\..*\\(.*\\.java:\\d+\\)")
                    .doesNotContain("QueuedThreadPool"));
    assertThat(pools)
        .as("behind the worker of Jetty's pool, whose package is not Jetty's here")
        .anySatisfy(site -> assertThat(site.path("bound").asInt()).isGreaterThan(4));
    assertThat(pools.stream().mapToInt(site -> site.path("live").asInt()).sum()).isGreaterThan(4);
  }

  @Test
  @Order(3)
  void report_throughput_isFoundWithoutCode() throws Exception {
    Awaitility.await()
        .atMost(ExternalProcess.DEADLINE)
        .untilAsserted(
            () ->
                assertThat(watched.watched().report().path("work").path("completed").asLong())
                    .as(watched.watched().report().path("work").toString())
                    .isGreaterThanOrEqualTo(REQUESTS));
  }

  @Test
  @Order(4)
  void report_ninetyRounds_accusesNothing() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(ROUNDS_WATCHED + 180))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              JsonNode report = watched.watched().report();
              assertThat(accused(report)).isEmpty();
              return report.path("self").path("rounds").asInt() >= ROUNDS_WATCHED;
            });
  }

  private int compareEvery(int step, int first) throws Exception {
    int compared = 0;
    for (int i = first; i < REQUESTS; i += step) {
      assertThat(ask(watched.address(), i)).as("request %s", i).isEqualTo(ask(plain.address(), i));
      compared++;
    }
    return compared;
  }

  private static Seen ask(URI server, int number) throws Exception {
    HttpResponse<String> response = Http.send(request(server, number));
    Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
    headers.keySet().removeAll(HEADERS_OF_THE_MOMENT);
    return new Seen(response.statusCode(), response.body(), headers);
  }

  /** Of each ten: six greetings, two orders, one slow answer, one that is not there. */
  private static HttpRequest request(URI server, int number) {
    HttpRequest.Builder request = HttpRequest.newBuilder().timeout(Duration.ofSeconds(30));
    return switch (number % 10) {
      case 0 -> request.uri(server.resolve("/slow")).build();
      case 1 -> request.uri(server.resolve("/nowhere/" + number)).build();
      case 2, 3 ->
          request
              .uri(server.resolve("/orders"))
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"article\": \"tea " + number + "\", \"number\": " + number + "}"))
              .build();
      default -> request.uri(server.resolve("/greetings/visitor-" + number)).build();
    };
  }

  private static List<String> accused(JsonNode report) {
    return WatchedService.sites(report)
        .filter(site -> ACCUSED.contains(site.path("verdict").asString()))
        .map(JsonNode::toString)
        .toList();
  }

  private static List<String> labels(JsonNode report) {
    return WatchedService.sites(report).map(site -> site.path("site").asString()).toList();
  }
}
