package io.threadleak.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.endtoend.fixture.ExternalProcess;
import io.threadleak.endtoend.fixture.Http;
import io.threadleak.endtoend.fixture.Project;
import io.threadleak.endtoend.fixture.PrometheusServer;
import io.threadleak.endtoend.fixture.ShopService;
import io.threadleak.endtoend.fixture.WatchedService;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import tools.jackson.databind.JsonNode;

/** What everybody may expect of an application that has the starter, and leaks. */
final class ShopChecks {

  static final int ORDERS = 20;

  private static final String ENDPOINT = "GET /orders/{id}";

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final int JAVA_OF_VIRTUAL_THREADS = 21;

  private final ShopService shop;
  private final String line = ShopService.leakyLine();

  ShopChecks(ShopService shop) throws IOException {
    this.shop = shop;
  }

  /** The options by which requests run on virtual threads, or do not. */
  static List<String> arguments(boolean virtual, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--threadleak.interval=1s");
    arguments.add("--spring.threads.virtual.enabled=" + virtual);
    return arguments;
  }

  /** Waits until the watch has begun, then has threads left behind. */
  void order(boolean virtual) throws IOException {
    Awaitility.await()
        .atMost(DEADLINE)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(report().path("self").path("rounds").asInt())
                    .as(shop.process().output())
                    .isPositive());
    boolean expected = virtual && Runtime.version().feature() >= JAVA_OF_VIRTUAL_THREADS;
    for (int i = 0; i < ORDERS; i++) {
      assertThat(Http.body(shop.at("orders/" + i))).endsWith("virtual: " + expected);
    }
  }

  /** The report names the line, and counts the requests. */
  void reportNamesTheLine(String source) {
    awaitAsserted(
        () -> {
          JsonNode report = report();
          JsonNode site = leaky(report);
          assertThat(site.path("live").asInt()).as("%s", report).isEqualTo(ORDERS);
          assertThat(site.path("started").asInt()).isEqualTo(ORDERS);
          assertThat(report.path("work").path("source").asString()).isEqualTo(source);
          assertThat(report.path("work").path("completed").asInt()).isGreaterThanOrEqualTo(ORDERS);
        });
  }

  /**
   * The watch's own threads: one of rounds, one that reads JFR, one more where some are virtual,
   * one more that keeps evidence.
   */
  void ownThreadsAreFew() throws IOException {
    assertThat(report().path("self").path("ownThreads").asInt()).isBetween(2, 5);
  }

  /** Whatever the starter adds to an application names the line. */
  void lineIsNamedEverywhere() throws Exception {
    siteIsFoundById();
    scrapeNamesTheLine();
    endpointIsNamed();
    healthStandsOutsideOfLiveness();
    profilesNameTheLine();
  }

  /** A site of the report, and the rest of it, are to be had alone. */
  private void siteIsFoundById() throws IOException {
    String id = leaky(report()).path("siteId").asString();
    assertThat(Http.json(shop.at("actuator/threadleak/" + id)).path("site").asString())
        .isEqualTo(line);
    assertThat(Http.get(shop.at("actuator/threadleak/ffffffff")).statusCode()).isEqualTo(404);
  }

  /** Meters of the application's own registry have the names that rules and dashboards know. */
  private void scrapeNamesTheLine() {
    awaitAsserted(
        () -> {
          String scrape = Http.body(shop.at("actuator/prometheus"));
          assertThat(scrape.lines())
              .anyMatch(
                  text ->
                      text.startsWith("threadleak_threads{")
                          && text.contains("site=\"" + line + "\"")
                          && text.contains("state=\"waiting\"")
                          && text.endsWith("} " + ORDERS + ".0"));
          assertThat(scrape).contains("threadleak_work_total ", "threadleak_verdict{");
        });
  }

  /** What leaks is counted under the mapping that it was started for, and so is the traffic. */
  private void endpointIsNamed() {
    awaitAsserted(
        () -> {
          JsonNode endpoints = report().path("endpoints").path("rows");
          JsonNode orders =
              endpoints
                  .valueStream()
                  .filter(row -> row.path("endpoint").asString().equals(ENDPOINT))
                  .findFirst()
                  .orElseGet(() -> Http.parse("{}"));
          assertThat(orders.path("live").asInt()).as("%s", endpoints).isEqualTo(ORDERS);
          assertThat(orders.path("completed").asInt()).as("%s", endpoints).isEqualTo(ORDERS);
          assertThat(orders.path("sites").toString()).contains(line);
          assertThat(Http.body(shop.at("actuator/prometheus")).lines())
              .anyMatch(
                  text ->
                      text.startsWith("threadleak_endpoint_threads{")
                          && text.contains("endpoint=\"" + ENDPOINT + "\"")
                          && text.contains("site=\"" + line + "\"")
                          && text.endsWith("} " + ORDERS + ".0"));
        });
  }

  /** Health tells of leaks, and fails for none. */
  private void healthStandsOutsideOfLiveness() throws IOException {
    JsonNode health = Http.json(shop.at("actuator/health"));
    assertThat(health.path("status").asString()).isEqualTo("UP");
    JsonNode ours = health.path("components").path("threadleak");
    assertThat(ours.path("status").asString()).as("%s", health).isEqualTo("UP");
    assertThat(ours.path("details").path("live").asInt()).isGreaterThan(ORDERS);
    assertThat(Http.body(shop.at("actuator/health/liveness"))).doesNotContain("threadleak");
    assertThat(Http.body(shop.at("actuator/health/readiness"))).doesNotContain("threadleak");
  }

  /** Profiles come in the form of {@code go tool pprof}, and in one for people. */
  private void profilesNameTheLine() throws IOException {
    String binary = Http.body(shop.at("actuator/threadleak/pprof/thread"));
    assertThat(binary.charAt(0)).as("first byte of gzip").isEqualTo((char) 0x1f);
    assertThat(Http.body(shop.at("actuator/threadleak/pprof/thread?debug=1")))
        .contains("com.acme.shop.OrderController.order");
  }

  /** A proof is made when it is asked for, and by no GET. */
  void proofIsMadeOnDemand() throws IOException {
    assertThat(Http.get(shop.at("actuator/threadleak/pprof/threadleak")).statusCode())
        .isEqualTo(409);
    HttpResponse<String> begun =
        Http.send(
            HttpRequest.newBuilder(shop.at("actuator/threadleak/proof"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
    awaitAsserted(
        () -> {
          JsonNode proof = Http.json(shop.at("actuator/threadleak/proof"));
          assertThat(proof.path("running").asBoolean()).as("%s", proof).isFalse();
          assertThat(proof.path("proof").path("groups").toString()).as("%s", proof).contains(line);
        });
    awaitAsserted(
        () ->
            assertThat(Http.body(shop.at("actuator/threadleak/pprof/threadleak?debug=1")))
                .contains("com.acme.shop.OrderController"));
  }

  /** Where a proof stands, the rules tell whoever is paged both the line and its mapping. */
  void alertNamesTheLineAndItsMapping() throws IOException {
    String target = shop.at("").getAuthority();
    String rules = Project.root().resolve("alert-rules/*.yml").toString();
    String config =
        PrometheusServer.config(List.of(rules), "shop", "/actuator/prometheus", List.of(target));
    try (PrometheusServer prometheus = PrometheusServer.start(config)) {
      awaitAsserted(
          () ->
              assertThat(
                      prometheus
                          .api("alerts")
                          .path("data")
                          .path("alerts")
                          .findValuesAsString("description"))
                  .anySatisfy(
                      text ->
                          assertThat(text)
                              .startsWith("Nothing alive in shop (" + target + ") can wake ")
                              .endsWith(
                                  " threads that %s started; %d of its threads are live, started"
                                          .formatted(line, ORDERS)
                                      + " while serving %s (%d).".formatted(ENDPOINT, ORDERS))));
    }
  }

  /** Ends the service as an orchestrator does: what it leaves behind names the line. */
  void endIsKeptAsEvidence(Path directory) throws IOException {
    assertThat(ProcessHandle.of(shop.process().pid()).orElseThrow().destroy()).isTrue();
    shop.process().awaitExit(ExternalProcess.DEADLINE);
    try (Stream<Path> bundles = Files.list(directory)) {
      assertThat(bundles.filter(bundle -> bundle.toString().contains("-term-")))
          .as(shop.process().output())
          .singleElement(InstanceOfAssertFactories.PATH)
          .satisfies(
              bundle -> {
                assertThat(bundle.resolve("report.json")).content().contains(line);
                assertThat(bundle.resolve("threads.txt"))
                    .content()
                    .contains("com.acme.shop.OrderController.order");
                assertThat(bundle.resolve("page.html")).content().contains(line);
              });
    }
  }

  /** The latest report. */
  JsonNode report() throws IOException {
    return Http.parse(Http.body(shop.at("actuator/threadleak")));
  }

  private JsonNode leaky(JsonNode report) {
    return WatchedService.sites(report)
        .filter(site -> site.path("site").asString().equals(line))
        .findFirst()
        .orElseGet(() -> Http.parse("{}"));
  }

  private static void awaitAsserted(ThrowingRunnable assertion) {
    Awaitility.await()
        .atMost(DEADLINE)
        .pollInterval(Duration.ofMillis(250))
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(assertion);
  }
}
