package io.threadleak.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LoadGeneratorTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @Test
  void request_answeredWithAnError_isCountedAndTheLoadGoesOn() throws Exception {
    HttpServer broken =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    broken.createContext("/", exchange -> Replies.send(exchange, 500, "broken"));
    broken.start();
    try (LoadGenerator load = load(broken.getAddress().getPort())) {
      load.start();

      await().atMost(DEADLINE).until(() -> load.counts().failed() >= 10);
      assertThat(load.counts().answered()).isZero();
      assertThat(load.lastFailure()).endsWith(": status 500");
    } finally {
      broken.stop(0);
    }
  }

  @Test
  void request_toNobody_isCountedAndTheLoadGoesOn() throws Exception {
    int port = portOfNobody();
    try (LoadGenerator load = load(port)) {
      load.start();

      await().atMost(DEADLINE).until(() -> load.counts().failed() >= 10);
      assertThat(load.lastFailure()).contains("ConnectException");
    }
  }

  @Test
  void load_closed_endsItsThreads() {
    LoadGenerator load = load(1);
    load.start();
    assertThat(LiveThreads.named("demo-load-")).isNotEmpty();

    load.close();

    await()
        .atMost(DEADLINE)
        .until(
            () ->
                LiveThreads.named("demo-load-").isEmpty()
                    && LiveThreads.named("demo-sender-").isEmpty()
                    && LiveThreads.named("demo-client-").isEmpty());
  }

  private static int portOfNobody() throws IOException {
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return gone.getLocalPort();
    }
  }

  private static LoadGenerator load(int port) {
    URI base = URI.create("http://127.0.0.1:" + port + "/");
    return new LoadGenerator(base, LoadMix.healthy(), new Pace(Pace.Clock.SYSTEM, 50));
  }
}
