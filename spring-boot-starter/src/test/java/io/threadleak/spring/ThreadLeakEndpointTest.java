package io.threadleak.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.ProofEngine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

final class ThreadLeakEndpointTest {

  private final ThreadLeakWatch watch = new ThreadLeakWatch(() -> FakeSource::new);
  private final ThreadLeakEndpoint endpoint = new ThreadLeakEndpoint(watch);

  @BeforeEach
  void start() {
    watch.start();
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> watch.source().isPresent());
  }

  @AfterEach
  void stop() {
    watch.stop();
  }

  @Test
  void report_any_isJson() {
    WebEndpointResponse<byte[]> response = endpoint.report();
    assertThat(response.getStatus()).isEqualTo(200);
    assertThat(response.getContentType()).hasToString("application/json");
    assertThat(body(response)).startsWith("{\"format\":\"threadleak-report\"");
  }

  @Test
  void item_idOfASite_isThatSite() {
    assertThat(body(endpoint.item("1a2b3c4d"))).contains("com.acme.OrderHandler.handle");
    assertThat(body(endpoint.item("other"))).contains("\"siteId\":\"other\"");
  }

  @Test
  void item_unknown_isNotFound() {
    assertThat(endpoint.item("ffffffff").getStatus()).isEqualTo(404);
  }

  @Test
  void item_pprof_listsTheProfiles() {
    assertThat(body(endpoint.item("pprof"))).isEqualTo("thread\nthreadcreate\nthreadleak\n");
  }

  @Test
  void profile_eachForm_isAskedFor() {
    assertThat(body(endpoint.profile("pprof", "thread", null))).isEqualTo("thread in form 0");
    assertThat(body(endpoint.profile("pprof", "thread", 1))).isEqualTo("thread in form 1");
    assertThat(body(endpoint.profile("pprof", "thread", 7))).isEqualTo("thread in form 2");
    assertThat(body(endpoint.profile("pprof", "thread", -1))).isEqualTo("thread in form 0");
  }

  @Test
  void profile_unknown_isNotFound() {
    assertThat(endpoint.profile("pprof", "heap", null).getStatus()).isEqualTo(404);
    assertThat(endpoint.profile("1a2b3c4d", "thread", null).getStatus()).isEqualTo(404);
  }

  @Test
  void profile_leaksBeforeAnyProof_saysHowToAskForOne() {
    WebEndpointResponse<byte[]> response = endpoint.profile("pprof", "threadleak", null);
    assertThat(response.getStatus()).isEqualTo(409);
    assertThat(body(response)).contains("POST to actuator/threadleak/proof");
  }

  @Test
  void profile_sourceThatIsGone_isUnavailable() {
    WebEndpointResponse<byte[]> response = endpoint.profile("pprof", "threadcreate", null);
    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(body(response)).isEqualTo("the agent is gone\n");
  }

  @Test
  void begin_proof_isAskedOfTheEngine() {
    assertThat(body(endpoint.begin("proof", ProofEngine.COLLECTOR)))
        .isEqualTo("begun by COLLECTOR");
    assertThat(body(endpoint.begin("proof", null))).isEqualTo("begun by null");
    assertThat(endpoint.begin("1a2b3c4d", null).getStatus()).isEqualTo(404);
  }

  @Test
  void anything_beforeTheWatchHasBegun_isUnavailable() {
    watch.stop();
    assertThat(endpoint.report().getStatus()).isEqualTo(503);
    assertThat(endpoint.item("proof").getStatus()).isEqualTo(503);
  }

  private static String body(WebEndpointResponse<byte[]> response) {
    return new String(response.getBody(), StandardCharsets.UTF_8);
  }
}
