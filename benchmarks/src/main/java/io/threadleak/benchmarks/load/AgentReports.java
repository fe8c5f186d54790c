package io.threadleak.benchmarks.load;

import io.threadleak.json.JsonReports;
import io.threadleak.model.LeakReport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The reports of a JVM with the agent, read over HTTP. */
public final class AgentReports {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(50);

  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonReports json = new JsonReports();
  private final int port;

  private AgentReports(int port) {
    this.port = port;
  }

  /** For an agent that is yet to be started. */
  static AgentReports atFreePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new AgentReports(free.getLocalPort());
    }
  }

  /** Where the agent has to listen. */
  public int port() {
    return port;
  }

  /** The latest report, as soon as the agent's server is up. */
  public LeakReport latest() throws IOException, InterruptedException {
    return after(-1);
  }

  /** The first report of a round that begins after this call. */
  public LeakReport afterNextRound() throws IOException, InterruptedException {
    // The next round to be through may be under way already.
    return after(latest().self().rounds() + 1);
  }

  /** The first report after so many rounds, of those that are still to be had. */
  public LeakReport after(long rounds) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      LeakReport report = get();
      if (report != null && report.self().rounds() > rounds) {
        return report;
      }
      Thread.sleep(POLL.toMillis());
    }
    throw new IOException("no further round within " + PATIENCE);
  }

  /**
   * Asks for a proof and waits for its outcome.
   *
   * @param engine {@code dump} or {@code collector}
   * @return the outcome, or why there is none
   */
  public JsonNode prove(String engine) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/proof?engine=" + engine);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    HttpRequest begin =
        request
            .copy()
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    JsonNode status = status(begin);
    while (status.path("running").asBoolean()) {
      Thread.sleep(POLL.toMillis());
      status = status(request.copy().GET().build());
    }
    return status;
  }

  private JsonNode status(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() / 100 == 2
        ? JsonMapper.shared().readTree(answer.body())
        : JsonMapper.shared().createObjectNode().put("message", answer.body().strip());
  }

  /** Null while the server is not up yet. */
  private @Nullable LeakReport get() throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/report");
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    try {
      return json.read(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (ConnectException notYetUp) {
      return null;
    }
  }
}
