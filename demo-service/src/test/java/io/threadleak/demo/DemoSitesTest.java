package io.threadleak.demo;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.Test;

final class DemoSitesTest {

  @Test
  void sites_areThoseOfAllEndpoints() {
    Set<String> sites =
        Arrays.stream(DemoEndpoint.values()).map(DemoEndpoint::site).collect(toSet());

    assertThat(sites).hasSize(DemoEndpoint.values().length);
    assertThat(sites).containsAll(DemoSites.HEALTHY).containsAll(DemoSites.LEAKY);
    assertThat(sites).hasSize(DemoSites.HEALTHY.size() + DemoSites.LEAKY.size());
  }

  @Test
  void site_ofEachEndpoint_isWhereTheJvmSawItsThreadStarted() throws Exception {
    // The start event of a virtual thread has no stack of the starter: see VirtualHandlersTest.
    List<DemoEndpoint> endpoints =
        Arrays.stream(DemoEndpoint.values()).filter(endpoint -> !endpoint.virtual()).toList();
    Set<String> seen = ConcurrentHashMap.newKeySet();
    try (RecordingStream stream = new RecordingStream();
        DemoServer server =
            new DemoServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), () -> "")) {
      stream.enable("jdk.ThreadStart").withStackTrace();
      stream.onEvent("jdk.ThreadStart", start -> addOwnFrame(start, seen));
      stream.startAsync();
      server.start();
      HttpClient client = HttpClient.newHttpClient();
      for (DemoEndpoint endpoint : endpoints) {
        HttpRequest request =
            HttpRequest.newBuilder(server.baseUrl().resolve(endpoint.path())).build();
        client.send(request, body -> new DroppedBody());
      }

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(seen)
                      .containsAll(endpoints.stream().map(DemoEndpoint::site).toList()));
    }
  }

  private static void addOwnFrame(RecordedEvent start, Set<String> seen) {
    if (start.getStackTrace() == null) {
      return;
    }
    start.getStackTrace().getFrames().stream()
        .map(RecordedFrame::getMethod)
        .map(method -> method.getType().getName() + "." + method.getName())
        .filter(frame -> frame.startsWith("io.threadleak.demo."))
        .findFirst()
        .ifPresent(seen::add);
  }
}
