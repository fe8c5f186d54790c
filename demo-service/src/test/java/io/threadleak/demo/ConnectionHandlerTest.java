package io.threadleak.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConnectionHandlerTest {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/short", new ConnectionHandler(new EvenSpread(50, 50)));
    server.createContext("/long", new ConnectionHandler(new EvenSpread(600_000, 600_000)));
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void connection_atTheEndOfItsLife_closesAndEndsItsThread() throws Exception {
    try (InputStream body = open("/short")) {
      assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("tick\n");
    }

    await().atMost(DEADLINE).until(() -> LiveThreads.named("connection-").isEmpty());
  }

  @Test
  void connection_whoseServerStops_endsItsThread() throws Exception {
    try (InputStream body = open("/long")) {
      assertThat(body.read()).isEqualTo('t');
      assertThat(LiveThreads.named("connection-")).hasSize(1);

      server.stop(0);

      await().atMost(DEADLINE).until(() -> LiveThreads.named("connection-").isEmpty());
    }
  }

  private InputStream open(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).timeout(DEADLINE).build(), BodyHandlers.ofInputStream())
        .body();
  }
}
