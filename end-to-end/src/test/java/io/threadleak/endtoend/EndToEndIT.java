package io.threadleak.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.demo.DemoSites;
import io.threadleak.endtoend.fixture.AlertmanagerServer;
import io.threadleak.endtoend.fixture.DashboardQuery;
import io.threadleak.endtoend.fixture.DebianTool;
import io.threadleak.endtoend.fixture.DemoLines;
import io.threadleak.endtoend.fixture.ExternalProcess;
import io.threadleak.endtoend.fixture.Http;
import io.threadleak.endtoend.fixture.Project;
import io.threadleak.endtoend.fixture.PrometheusServer;
import io.threadleak.endtoend.fixture.WatchedService;
import io.threadleak.endtoend.fixture.WebhookReceiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * From {@code Thread.start} to an alert: the demo under its own load, watched by the agent, scraped
 * by a real Prometheus with our rules, alerting through a real Alertmanager to a webhook.
 *
 * <p>All tests look at the one running system; the first waits until it has alerted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class EndToEndIT {

  private static final String JOB = "demo";
  private static final String LEAK_ALERT = "ThreadLeakSiteLeaking";
  private static final Duration ALERT_DEADLINE = Duration.ofMinutes(4);

  /**
   * Panels and annotations that may have nothing to show while the demo runs, each with the reason.
   * All of them have something where {@code dashboard-source/checks} asks for them.
   */
  private static final Map<String, String> MAY_BE_EMPTY =
      Map.ofEntries(
          Map.entry("Restarts", "the demo is not restarted"),
          Map.entry("Deploys", "it is new for five minutes"),
          Map.entry("Leaks found", "they are new for two minutes"),
          Map.entry("Proven", "nobody asks for a proof"),
          Map.entry("Proven and stuck threads", "nobody asks for a proof"),
          Map.entry("Age of the proof", "nobody asks for a proof"),
          Map.entry("Bundles of evidence", "none is due"),
          Map.entry("Age of the latest evidence", "none is due"),
          Map.entry("Failed rounds over time", "no round fails"),
          Map.entry("Deadlocked threads", "no thread is in a deadlock"),
          Map.entry("Live virtual threads by creation site", "none of them need leak"),
          Map.entry("Instances that run out within four hours", "the demo's limit may be far"));

  private static final List<String> SCHEDULER_FAMILIES =
      List.of(
          "threadleak_scheduler_parallelism",
          "threadleak_carrier_threads",
          "threadleak_mounted_threads",
          "threadleak_queued_threads",
          "threadleak_pinned_",
          "threadleak_pins_total");

  @TempDir private static Path recordings;

  private WatchedService demo;
  private WebhookReceiver webhook;
  private AlertmanagerServer alertmanager;
  private PrometheusServer prometheus;

  @BeforeAll
  void startAll() throws Exception {
    demo = WatchedService.demo(",recording=" + recordings);
    webhook = WebhookReceiver.start();
    alertmanager = AlertmanagerServer.start(webhook.address());
    prometheus =
        PrometheusServer.start(
            PrometheusServer.config(
                alertmanager.address(),
                List.of(Project.root().resolve("alert-rules/*.yml").toString()),
                JOB,
                List.of(demo.address().getAuthority())));
  }

  @AfterAll
  void endAll() {
    for (AutoCloseable started : new AutoCloseable[] {prometheus, alertmanager, webhook, demo}) {
      closeQuietly(started);
    }
  }

  @Test
  @Order(1)
  void webhook_everyLeakyLine_isNamed() throws Exception {
    List<String> expected = DemoLines.leaky();
    Awaitility.await()
        .atMost(ALERT_DEADLINE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(sitesTold())
                    .as("sites told to the webhook\n%s", demo.process().output())
                    .containsAll(expected));
    assertThat(descriptions())
        .as("what a person reads: the line, and its endpoint")
        .allSatisfy(text -> assertThat(expected).anyMatch(line -> namesItsEndpoint(text, line)));
  }

  @Test
  @Order(2)
  void webhook_healthySites_areNeverNamed() throws Exception {
    assertThat(healthySitesInReport()).as("healthy sites under watch").isNotEmpty();
    assertThat(sitesTold()).allMatch(DemoLines::isLeaky);
    assertThat(webhook.alerts())
        .extracting(WebhookReceiver.Alert::name)
        .as("alerts in the first minutes of a service that leaks")
        .isSubsetOf(LEAK_ALERT, "ThreadLeakLimitApproaching", "ThreadLeakThreadsNearLimit");
  }

  @Test
  @Order(3)
  void report_everySite_leaksOrNotAsTheDemoMeansIt() throws Exception {
    JsonNode report = demo.report();
    Map<String, String> verdicts =
        WatchedService.sites(report)
            .collect(
                Collectors.toMap(
                    site -> site.path("site").asString(),
                    site -> site.path("verdict").asString(),
                    (one, other) -> one));
    verdicts.forEach(
        (site, verdict) -> {
          if (DemoLines.isLeaky(site)) {
            assertThat(verdict).as(site).isIn("leaking", "proven");
          } else {
            assertThat(verdict).as(site).isIn("undecided", "steady", "proportional");
          }
        });
    assertThat(verdicts.keySet()).containsAll(DemoLines.leaky());
  }

  @Test
  @Order(4)
  void recording_replayed_saysOfEverySiteWhatTheServiceSaid() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Project.java(),
                "-jar",
                Project.agentJar().toString(),
                "replay",
                "--format",
                "json"));
    try (Stream<Path> files = Files.list(recordings)) {
      files.forEach(file -> command.add(file.toString()));
    }
    try (ExternalProcess replay = ExternalProcess.start("replay", command)) {
      assertThat(replay.awaitExit(ExternalProcess.DEADLINE)).as(replay.output()).isEqualTo(1);
      Set<String> leaking =
          WatchedService.sites(Http.parse(replay.stdout()))
              .filter(site -> site.path("leaks").asBoolean())
              .map(site -> site.path("site").asString())
              .collect(Collectors.toSet());
      assertThat(leaking).containsExactlyInAnyOrderElementsOf(DemoLines.leaky());
    }
  }

  /**
   * A group is evaluated for the first time within its interval, a minute for that of the fleet.
   */
  @Test
  void rules_whileTheDemoRuns_allEvaluate() {
    Awaitility.await()
        .atMost(ALERT_DEADLINE)
        .untilAsserted(
            () ->
                assertThat(loadedRules())
                    .isNotEmpty()
                    .allSatisfy(
                        rule ->
                            assertThat(rule.path("health").asString())
                                .as(rule.toString())
                                .isEqualTo("ok")));
  }

  private List<JsonNode> loadedRules() throws IOException {
    return prometheus
        .api("rules")
        .path("data")
        .path("groups")
        .valueStream()
        .flatMap(group -> group.path("rules").valueStream())
        .toList();
  }

  @Test
  void metrics_promtoolCheck_accepts() throws Exception {
    String metrics = Http.body(demo.address().resolve("/metrics"));
    try (ExternalProcess check =
        ExternalProcess.startWithInput(
            "promtool", List.of(DebianTool.PROMTOOL.path(), "check", "metrics"), metrics)) {
      int exit = check.awaitExit(ExternalProcess.DEADLINE);
      assertThat(exit).as(check.output()).isZero();
    }
  }

  @TestFactory
  List<DynamicTest> dashboardPanel_everyQuery_isAnswered() throws Exception {
    List<DashboardQuery> queries =
        DashboardQuery.read(
            Project.root().resolve("grafana-dashboards"),
            Map.of("job", JOB, "instance", demo.address().getAuthority()));
    assertThat(queries).isNotEmpty();
    return queries.stream()
        .map(
            query ->
                DynamicTest.dynamicTest(
                    query.panel() + ": " + query.promql(), () -> assertAnswered(query)))
        .toList();
  }

  private void assertAnswered(DashboardQuery query) throws Exception {
    JsonNode answer =
        prometheus.queryRange(query.promql(), Duration.ofMinutes(1), Duration.ofSeconds(5));
    assertThat(answer.path("status").asString()).as(answer.toString()).isEqualTo("success");
    boolean empty = answer.path("data").path("result").isEmpty();
    if (asksForWhatIsNotCounted(query)) {
      assertThat(empty).as("%s is about nothing", query).isTrue();
    } else if (!MAY_BE_EMPTY.containsKey(query.panel())) {
      assertThat(empty).as("%s is empty", query).isFalse();
    }
  }

  /** Where the report has no row and no scheduler of virtual threads, their panels are empty. */
  private boolean asksForWhatIsNotCounted(DashboardQuery query) throws Exception {
    JsonNode report = demo.report();
    boolean ofARow = query.promql().contains("kind=\"virtual\"");
    boolean ofTheScheduler = SCHEDULER_FAMILIES.stream().anyMatch(query.promql()::contains);
    return (ofARow && report.path("otherVirtual").isNull())
        || (ofTheScheduler && report.path("virtualThreads").isNull());
  }

  private Set<String> sitesTold() {
    return webhook.alerts().stream()
        .filter(alert -> alert.name().equals(LEAK_ALERT))
        .map(alert -> alert.labels().getOrDefault("site", "none"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<String> descriptions() {
    return webhook.alerts().stream()
        .filter(alert -> alert.name().equals(LEAK_ALERT))
        .map(alert -> alert.annotations().getOrDefault("description", ""))
        .toList();
  }

  private static boolean namesItsEndpoint(String text, String line) {
    String served = ", started while serving " + DemoLines.endpoint(line) + " (";
    return text.startsWith(line + " in ")
        && text.replaceFirst("[0-9]+\\)\\.$", "").endsWith(served);
  }

  private List<String> healthySitesInReport() throws Exception {
    return WatchedService.sites(demo.report())
        .map(site -> site.path("site").asString())
        .filter(label -> DemoSites.HEALTHY.stream().anyMatch(site -> label.startsWith(site + "(")))
        .toList();
  }

  private static void closeQuietly(AutoCloseable started) {
    try {
      if (started != null) {
        started.close();
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
