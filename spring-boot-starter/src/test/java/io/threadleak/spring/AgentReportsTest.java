package io.threadleak.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.threadleak.json.JsonReports;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ProofEngine;
import io.threadleak.model.ProofException;
import io.threadleak.model.SampleReports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AgentReportsTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String report = everySecond(SampleReports.typical());
  private HttpServer agent;
  private AgentCalls address;

  @BeforeEach
  void serve() throws IOException {
    agent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    agent.createContext("/", this::answer);
    agent.start();
    address =
        new AgentCalls(
            URI.create("http://127.0.0.1:" + agent.getAddress().getPort()), Duration.ofSeconds(10));
  }

  @AfterEach
  void end() {
    agent.stop(0);
  }

  @Test
  void report_agentThatServes_isTheAgents() throws Exception {
    try (AgentReports reports = new AgentReports(address)) {
      assertThat(reports.report().sites()).isEqualTo(SampleReports.typical().sites());
    }
  }

  @Test
  void meters_nextReportOfTheAgent_isFollowed() throws Exception {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (AgentReports reports = new AgentReports(address)) {
      reports.bindTo(registry);
      assertThat(registry.find("threadleak.threads").tag("site.id", "1a2b3c4d").gauges())
          .isNotEmpty();
      report = everySecond(SampleReports.hostile());
      Awaitility.await()
          .atMost(DEADLINE)
          .untilAsserted(
              () ->
                  assertThat(
                          registry.find("threadleak.threads").tag("site.id", "0badf00d").gauges())
                      .isNotEmpty());
    }
    assertThat(registry.getMeters()).as("meters after the end").isEmpty();
  }

  @Test
  void report_agentThatFailsForAWhile_keepsTheLastAndRecovers() throws Exception {
    try (AgentReports reports = new AgentReports(address)) {
      status = 500;
      int before = calls.size();
      Awaitility.await().atMost(DEADLINE).until(() -> calls.size() > before + 1);
      assertThat(reports.report().sites()).isNotEmpty();
      report = everySecond(SampleReports.empty());
      status = 200;
      Awaitility.await().atMost(DEADLINE).until(() -> reports.report().sites().isEmpty());
    }
  }

  @Test
  void profile_threads_isAskedOfTheAgent() throws Exception {
    try (AgentReports reports = new AgentReports(address)) {
      reports.profile("thread", 1);
      assertThat(calls).contains("GET /debug/pprof/thread?debug=1");
    }
  }

  @Test
  void profile_leaksBeforeAnyProof_makesNone() throws Exception {
    try (AgentReports reports = new AgentReports(address)) {
      assertThatThrownBy(() -> reports.profile("threadleak", 0)).isInstanceOf(ProofException.class);
      assertThat(calls).noneMatch(call -> call.contains("threadleak"));
    }
  }

  @Test
  void proof_askedFor_isPostedAsJson() throws Exception {
    try (AgentReports reports = new AgentReports(address)) {
      reports.beginProof(ProofEngine.COLLECTOR);
      reports.beginProof(null);
      reports.proof();
      assertThat(calls)
          .containsSubsequence(
              "POST /api/v1/proof?engine=collector application/json",
              "POST /api/v1/proof application/json",
              "GET /api/v1/proof");
    }
  }

  @Test
  void start_agentOfAnotherRelease_isRefusedWithTheReason() {
    report = report.replace("\"version\":1", "\"version\":99");
    assertThatThrownBy(() -> new AgentReports(address))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another release")
        .hasMessageContaining("99");
  }

  @Test
  void start_nobodyThere_isRefused() {
    agent.stop(0);
    assertThatThrownBy(() -> new AgentReports(address)).isInstanceOf(IOException.class);
  }

  @Test
  void threads_whileAndAfter_areOneAndNone() throws Exception {
    try (AgentReports reports = new AgentReports(address)) {
      assertThat(reports.report()).isNotNull();
      assertThat(readers()).hasSize(1);
    }
    Awaitility.await().atMost(DEADLINE).until(() -> readers().isEmpty());
  }

  private static List<Thread> readers() {
    Set<Thread> all = Thread.getAllStackTraces().keySet();
    return all.stream()
        .filter(thread -> thread.getName().startsWith("threadleak-agent-reports"))
        .toList();
  }

  /** So that a test need not wait for ten. */
  private static String everySecond(LeakReport report) {
    return new JsonReports()
        .write(report)
        .replaceFirst("\"intervalSeconds\":[0-9.]+", "\"intervalSeconds\":0.2");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    calls.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + (type == null ? "" : " " + type));
    byte[] body = report.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
