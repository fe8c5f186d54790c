package io.threadleak.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServedRequestsTest {

  private static final String NAME = "http.server.requests";

  private final ServedRequests requests = new ServedRequests(NAME, "/actuator");
  private final ObservationRegistry registry = ObservationRegistry.create();

  @BeforeEach
  void register() {
    registry.observationConfig().observationHandler(requests);
  }

  @Test
  void completed_noRequestYet_isUnknownAndSaysWhy() {
    assertThat(requests.completed()).isEmpty();
    assertThat(requests.source()).isEqualTo("none: no http.server.requests so far");
  }

  @Test
  void completed_requestsThatStopped_areCounted() {
    serve(NAME, "/orders/{id}");
    serve(NAME, "UNKNOWN");
    Observation.start(NAME, registry);
    assertThat(requests.completed()).hasValue(2);
    assertThat(requests.source()).isEqualTo(NAME);
    assertThat(requests.units()).isEqualTo("requests");
  }

  @Test
  void completed_otherObservations_areNotRequests() {
    serve("http.client.requests", "/orders/{id}");
    assertThat(requests.completed()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator", "/actuator/prometheus", "/actuator/health/**"})
  void completed_requestsToTheActuator_areNotCounted(String uri) {
    serve(NAME, uri);
    assertThat(requests.completed()).isEmpty();
  }

  @Test
  void completed_pathThatOnlyBeginsLikeTheActuators_isCounted() {
    serve(NAME, "/actuators");
    assertThat(requests.completed()).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/"})
  void completed_actuatorAtTheRoot_countsAll(String root) {
    ServedRequests all = new ServedRequests(NAME, root);
    registry.observationConfig().observationHandler(all);
    serve(NAME, "/prometheus");
    assertThat(all.completed()).hasValue(1);
  }

  private void serve(String name, String uri) {
    Observation.createNotStarted(name, registry)
        .lowCardinalityKeyValue("uri", uri)
        .observe(() -> {});
  }
}
