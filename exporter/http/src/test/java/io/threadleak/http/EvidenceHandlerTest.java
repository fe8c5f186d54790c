package io.threadleak.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.exposition.Answer;
import io.threadleak.exposition.ReportExposition;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvidenceHandlerTest {

  private final AtomicInteger asked = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();
  private ThreadLeakServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        ThreadLeakServer.builder()
            .port(0)
            .reports(SampleReports::typical)
            .metrics((report, accept, names) -> answer())
            .report(
                new ReportExposition() {
                  @Override
                  public Answer report(LeakReport report) {
                    return answer();
                  }

                  @Override
                  public Optional<Answer> site(LeakReport report, String siteId) {
                    return Optional.empty();
                  }
                })
            .evidence(() -> asked.incrementAndGet() == 1)
            .start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void post_sayingJson_asksUntilTheLastIsTooFresh() throws Exception {
    assertThat(send("POST", "/api/v1/evidence", "application/json").statusCode()).isEqualTo(202);
    assertThat(send("POST", "/api/v1/evidence", "application/json").statusCode()).isEqualTo(429);
    assertThat(asked).hasValue(2);
  }

  @Test
  void post_asAnyWebPageMaySend_isRefused() throws Exception {
    assertThat(send("POST", "/api/v1/evidence", "text/plain").statusCode()).isEqualTo(415);
    assertThat(asked).hasValue(0);
  }

  @Test
  void get_anyTime_isRefused() throws Exception {
    HttpResponse<String> response = send("GET", "/api/v1/evidence", "application/json");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("POST");
    assertThat(asked).hasValue(0);
  }

  @Test
  void get_anotherPath_isServedAsEver() throws Exception {
    assertThat(send("GET", "/-/healthy", "text/plain").statusCode()).isEqualTo(200);
  }

  private static Answer answer() {
    return new Answer("text/plain", new byte[0]);
  }

  private HttpResponse<String> send(String method, String path, String type) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return client.send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", type)
            .method(method, BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }
}
