package io.threadleak.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.exposition.Answer;
import io.threadleak.exposition.HistoryExposition;
import io.threadleak.exposition.SampleHistories;
import io.threadleak.model.HistoryReport;
import io.threadleak.model.SampleReports;
import io.threadleak.model.SitePast;
import io.threadleak.model.ThreadProfile;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The past of sites, and where the threads of one stand. */
final class SiteDetailsTest {

  private static final String STACKS = Endpoints.SITES + "1a2b3c4d/stacks";

  private final AtomicInteger looks = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private ThreadLeakServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        TestServers.builder()
            .profiles(new FakeProfiles())
            .history(new SampleHistories(SampleReports.typical(), 240), new Words())
            .stacks(
                this::look,
                (report, profile, key) ->
                    TestServers.answer("application/json", key + " of " + profile.threads()))
            .start();
  }

  @AfterEach
  void close() {
    gate.countDown();
    server.close();
  }

  private ThreadProfile look() throws InterruptedException {
    looks.incrementAndGet();
    gate.await();
    return new ThreadProfile(SampleReports.TIME, List.of(), 0, List.of(), List.of());
  }

  @Test
  void history_ofAll_isTheOutlineOfEveryRowThinnedOut() throws Exception {
    HttpResponse<String> response = TestServers.get(server, Endpoints.HISTORY);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.body()).startsWith("outline 1a2b3c4d:").contains(" other:");
    assertThat(response.body().split(" ")).filteredOn(word -> word.contains(":")).hasSize(4);
    assertThat(response.body()).doesNotContain(":240");
  }

  @Test
  void history_ofOneSite_isWhole() throws Exception {
    assertThat(TestServers.get(server, Endpoints.HISTORY + "?site=1a2b3c4d").body())
        .isEqualTo("whole 1a2b3c4d:240");
    assertThat(TestServers.get(server, Endpoints.HISTORY + "?site=other").body())
        .isEqualTo("whole other:240");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Endpoints.HISTORY + "?site=",
        Endpoints.HISTORY + "?site=ffffffff",
        Endpoints.HISTORY + "?site=1a2b3c4d%00",
        Endpoints.SITES + "ffffffff/stacks",
        Endpoints.SITES + "stacks",
        Endpoints.SITES + "1a2b3c4d/x/stacks",
      })
  void site_thatTheReportHasNot_is404InWordsAndNobodyLooks(String path) throws Exception {
    HttpResponse<String> response = TestServers.get(server, path);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body())
        .isEqualTo("The latest report has no site of this id: /api/v1/report lists all.\n");
    assertThat(looks).hasValue(0);
  }

  @Test
  void stacks_ofASite_takeOneLook() throws Exception {
    HttpResponse<String> response = TestServers.get(server, STACKS);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("1a2b3c4d of 0");
    assertThat(looks).hasValue(1);
  }

  @Test
  void stacks_posted_areRefused() throws Exception {
    HttpResponse<byte[]> response =
        TestServers.send(
            TestServers.request(server, STACKS).POST(HttpRequest.BodyPublishers.noBody()).build());

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(looks).hasValue(0);
  }

  @Test
  void stacks_ofAClosedMonitor_are500AndCounted() throws Exception {
    server.close();
    server =
        TestServers.builder()
            .stacks(
                () -> {
                  throw new IllegalStateException("The monitor is closed.");
                },
                (report, profile, key) -> TestServers.answer("application/json", ""))
            .start();

    assertThat(TestServers.get(server, STACKS).statusCode()).isEqualTo(500);
    assertThat(server.failures()).isEqualTo(1);
  }

  @Test
  void stacks_askedForTooOften_shareTheLimitOfProfilesAndKeepScrapesGoing() throws Exception {
    gate = new CountDownLatch(1);
    List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    for (int i = 0; i < ProfileRuns.MAX_REQUESTS; i++) {
      waiting.add(TestServers.getLater(server, STACKS));
    }
    Awaitility.await().until(() -> looks.get() == ProfileRuns.MAX_REQUESTS);

    assertThat(TestServers.get(server, STACKS).statusCode()).isEqualTo(503);
    assertThat(TestServers.get(server, ProfileHandler.ROOT + "thread").statusCode()).isEqualTo(503);
    assertThat(TestServers.get(server, Endpoints.HISTORY).statusCode()).isEqualTo(200);
    gate.countDown();
    for (CompletableFuture<HttpResponse<String>> one : waiting) {
      assertThat(one.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void paths_ofAServerThatWasGivenNone_are404() throws Exception {
    server.close();
    server = TestServers.builder().start();

    assertThat(TestServers.get(server, Endpoints.HISTORY).statusCode()).isEqualTo(404);
    assertThat(TestServers.get(server, STACKS).statusCode()).isEqualTo(404);
  }

  /** Says what it was asked to render, and how many samples of each site. */
  private static final class Words implements HistoryExposition {

    @Override
    public Answer outline(HistoryReport history) {
      return words("outline", history);
    }

    @Override
    public Answer whole(HistoryReport history) {
      return words("whole", history);
    }

    private static Answer words(String form, HistoryReport history) {
      StringBuilder words = new StringBuilder(form);
      history
          .sites()
          .forEach(
              (String key, SitePast past) ->
                  words.append(' ').append(key).append(':').append(past.size()));
      return TestServers.answer("application/json", words.toString());
    }
  }
}
