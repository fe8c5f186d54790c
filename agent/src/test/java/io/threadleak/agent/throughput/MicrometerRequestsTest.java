package io.threadleak.agent.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.logging.LoggingMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real Micrometer, asked as the agent asks the host's. */
class MicrometerRequestsTest {

  private final MicrometerRequests requests = new MicrometerRequests(() -> List.of(Metrics.class));

  @AfterEach
  void clear() {
    List.copyOf(Metrics.globalRegistry.getRegistries()).forEach(Metrics::removeRegistry);
  }

  @Test
  void completed_timersOfRequests_isTheirSum() {
    Metrics.addRegistry(new SimpleMeterRegistry());
    serve("/orders", 3);
    serve("/greetings", 4);
    Metrics.timer("http.client.requests").record(Duration.ofMillis(1));

    assertThat(requests.completed()).hasValue(7);
    assertThat(requests.source()).isEqualTo("Micrometer's http.server.requests");
  }

  @Test
  void completed_registryThatPushesAndForgetsToo_isOfTheOneThatKeeps() {
    MeterRegistry pushing = new LoggingMeterRegistry(key -> null, Clock.SYSTEM);
    CompositeMeterRegistry inner = new CompositeMeterRegistry();
    inner.add(pushing);
    inner.add(new SimpleMeterRegistry());
    Metrics.addRegistry(inner);
    serve("/orders", 3);

    assertThat(requests.completed()).hasValue(3);
    pushing.close();
  }

  @Test
  void completed_noRegistryOrNoTimerOrNoMicrometer_isUnknown() {
    assertThat(requests.completed()).isEmpty();
    Metrics.addRegistry(new SimpleMeterRegistry());
    assertThat(requests.completed()).isEmpty();
    assertThat(new MicrometerRequests(List::of).completed()).isEmpty();
  }

  private static void serve(String uri, int times) {
    for (int i = 0; i < times; i++) {
      Metrics.timer("http.server.requests", "uri", uri).record(Duration.ofMillis(1));
    }
  }
}
