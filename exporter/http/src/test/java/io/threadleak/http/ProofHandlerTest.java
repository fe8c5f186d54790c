package io.threadleak.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.exposition.Answer;
import io.threadleak.exposition.ProofDoor;
import io.threadleak.exposition.ReportExposition;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ProofEngine;
import io.threadleak.model.ProofProgress;
import io.threadleak.model.ProofStatus;
import io.threadleak.model.SampleReports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProofHandlerTest {

  private final FakeDoor door = new FakeDoor();
  private final HttpClient client = HttpClient.newHttpClient();
  private ThreadLeakServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        ThreadLeakServer.builder()
            .port(0)
            .reports(SampleReports::typical)
            .metrics((report, accept, names) -> answer("metrics"))
            .report(
                new ReportExposition() {
                  @Override
                  public Answer report(LeakReport report) {
                    return answer("report");
                  }

                  @Override
                  public Optional<Answer> site(LeakReport report, String siteId) {
                    return Optional.empty();
                  }
                })
            .proofs(door, status -> answer(status.progress().phase()))
            .start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void post_sayingJson_beginsAProof() throws Exception {
    HttpResponse<String> response = send("POST", "application/json");

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.body()).isEqualTo("begun");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void post_asAnyWebPageMaySend_isRefused() throws Exception {
    assertThat(send("POST", "text/plain").statusCode()).isEqualTo(415);
    assertThat(door.phase).isEqualTo("idle");
  }

  @Test
  void get_anyTime_tellsHowFarAndBeginsNothing() throws Exception {
    HttpResponse<String> response = send("GET", "text/plain");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("idle");
  }

  @Test
  void delete_proofUnderWay_givesItUp() throws Exception {
    assertThat(send("DELETE", "application/json").body()).isEqualTo("given up");
  }

  @Test
  void anyMethod_engineGiven_isOfThatEngine() throws Exception {
    assertThat(send("POST", "application/json", "?engine=collector").body())
        .isEqualTo("begun collector");
    door.phase = "idle";
    assertThat(send("GET", "text/plain", "?engine=dump").body()).isEqualTo("idle dump");
    assertThat(send("DELETE", "text/plain", "?engine=auto").body()).isEqualTo("given up auto");
  }

  @Test
  void post_unknownEngine_isRefusedWithThoseThereAre() throws Exception {
    HttpResponse<String> response = send("POST", "application/json", "?engine=Collector%0a");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).isEqualTo("engine must be one of auto, dump, collector.\n");
    assertThat(door.phase).isEqualTo("idle");
  }

  @Test
  void put_anything_isRefusedWithWhatIsAllowed() throws Exception {
    HttpResponse<String> response = send("PUT", "application/json");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD, POST, DELETE");
  }

  @Test
  void get_anyOtherPath_isServedAsBefore() throws Exception {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(address("/api/v1/report")).build(), BodyHandlers.ofString());

    assertThat(response.body()).isEqualTo("report");
  }

  private HttpResponse<String> send(String method, String type) throws Exception {
    return send(method, type, "");
  }

  private HttpResponse<String> send(String method, String type, String query) throws Exception {
    return client.send(
        HttpRequest.newBuilder(address(ProofHandler.PATH + query))
            .header("Content-Type", type)
            .method(method, BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private static Answer answer(String text) {
    return new Answer("text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  private static final class FakeDoor implements ProofDoor {

    private volatile String phase = "idle";

    @Override
    public ProofStatus begin(@Nullable ProofEngine engine) {
      phase = "begun" + of(engine);
      return status(null);
    }

    @Override
    public ProofStatus status(@Nullable ProofEngine engine) {
      return new ProofStatus(true, new ProofProgress(phase + of(engine), 0), null, null);
    }

    @Override
    public ProofStatus cancel(@Nullable ProofEngine engine) {
      phase = "given up" + of(engine);
      return status(null);
    }

    private static String of(@Nullable ProofEngine engine) {
      return engine == null ? "" : " " + engine.label();
    }
  }
}
