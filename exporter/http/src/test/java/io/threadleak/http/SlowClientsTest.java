package io.threadleak.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send or read a byte now and then are ended. */
class SlowClientsTest {

  private final AtomicLong now = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Map<String, Long> counts =
      new ConcurrentHashMap<>(Map.of("getMessagesIn", 0L, "getMessagesOut", 0L));
  private final SlowClients slow =
      new SlowClients(() -> List.of(endPoint()), now::get, new SlowClients.Limits(1_000, 2_000));

  private final EndPoint endPoint = newEndPoint();

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /metrics HTTP/1.1\r\n", "GET /metrics HTTP/1.1\r\nX: "})
  void request_thatDoesNotEnd_isEnded(String begin) throws Exception {
    try (ThreadLeakServer server =
            TestServers.builder()
                .limits(new SlowClients.Limits(1_000, 1_000), RequestLimits.usual())
                .start();
        Socket socket = new Socket(server.host(), server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(begin.getBytes(StandardCharsets.US_ASCII));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                try {
                  out.write('x');
                  return false;
                } catch (IOException ended) {
                  return true;
                }
              });
      assertThat(TestServers.get(server, "/metrics").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void connection_withoutARequest_isEndedAfterItsTime() {
    look(0);
    look(1_000);
    assertThat(closed).isFalse();
    look(1_001);
    assertThat(closed).isTrue();
  }

  @Test
  void response_thatIsNotRead_isEndedAfterItsTime() {
    look(0);
    counts.putAll(Map.of("getMessagesIn", 1L, "getMessagesOut", 1L));
    look(900);
    look(2_900);
    assertThat(closed).isFalse();
    look(2_901);
    assertThat(closed).isTrue();
  }

  @Test
  void request_thatIsBeingAnswered_hasAllTheTimeItNeeds() {
    look(0);
    counts.put("getMessagesIn", 1L);
    look(500);
    look(500_000);
    assertThat(closed).isFalse();
    counts.put("getMessagesOut", 1L);
    look(500_001);
    look(502_000);
    assertThat(closed).isFalse();
  }

  @Test
  void connection_thatIsUsed_stays() {
    for (long request = 1; request < 100; request++) {
      counts.putAll(Map.of("getMessagesIn", request, "getMessagesOut", request));
      look(request * 1_500);
    }
    assertThat(closed).isFalse();
  }

  private void look(long millis) {
    now.set(TimeUnit.MILLISECONDS.toNanos(millis));
    slow.run();
  }

  private EndPoint endPoint() {
    return endPoint;
  }

  private EndPoint newEndPoint() {
    ClassLoader loader = SlowClientsTest.class.getClassLoader();
    Object connection =
        Proxy.newProxyInstance(
            loader,
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> counts.get(method.getName()));
    return (EndPoint)
        Proxy.newProxyInstance(
            loader,
            new Class<?>[] {EndPoint.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getConnection" -> connection;
                  case "hashCode" -> 1;
                  case "equals" -> proxy == arguments[0];
                  case "close" -> {
                    closed.set(true);
                    yield null;
                  }
                  default -> throw new IllegalStateException(method.getName());
                });
  }
}
