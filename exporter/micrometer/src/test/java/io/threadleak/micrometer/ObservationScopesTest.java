package io.threadleak.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.RequestReplySenderContext;
import io.threadleak.ThreadLeak;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ObservationScopesTest {

  private final ObservationRegistry registry = ObservationRegistry.create();

  @BeforeEach
  void register() {
    registry.observationConfig().observationHandler(new ObservationScopes());
  }

  @Test
  void scope_observation_isOpenWithinAndNotAfter() {
    List<String> seen = new ArrayList<>();
    Observation.createNotStarted("orders.expire", registry)
        .contextualName("task orders.expire")
        .observe(() -> seen.add(ThreadLeak.currentScope()));
    assertThat(seen).containsExactly("task orders.expire");
    assertThat(ThreadLeak.currentScope()).isNull();
  }

  @Test
  void scope_observationWithoutContextualName_hasItsName() {
    List<String> seen = new ArrayList<>();
    Observation.createNotStarted("orders.expire", registry)
        .observe(() -> seen.add(ThreadLeak.currentScope()));
    assertThat(seen).containsExactly("orders.expire");
  }

  @Test
  void scope_observationWithin_belongsToTheOuterOne() {
    List<String> seen = new ArrayList<>();
    Observation.createNotStarted("outer", registry)
        .observe(
            () -> {
              Observation.createNotStarted("inner", registry)
                  .observe(() -> seen.add(ThreadLeak.currentScope()));
              seen.add(ThreadLeak.currentScope());
            });
    assertThat(seen).containsExactly("outer", "outer");
  }

  @Test
  void scope_somethingSent_isNone() {
    List<String> seen = new ArrayList<>();
    Observation.createNotStarted(
            "http.client.requests",
            () -> new RequestReplySenderContext<Object, Object>((carrier, key, value) -> {}),
            registry)
        .observe(() -> seen.add(ThreadLeak.currentScope()));
    assertThat(seen).hasSize(1).containsOnlyNulls();
  }

  @Test
  void scope_notServedHere_leavesTheOuterOne() {
    ObservationRegistry none = ObservationRegistry.create();
    none.observationConfig()
        .observationHandler(new ObservationScopes(context -> false, ObservationScopes::nameOf));
    List<String> seen = new ArrayList<>();
    try (ThreadLeak.Scope outer = ThreadLeak.scope("outer")) {
      assertThat(outer).isNotNull();
      Observation.createNotStarted("inner", none)
          .observe(() -> seen.add(ThreadLeak.currentScope()));
    }
    assertThat(seen).containsExactly("outer");
  }

  @Test
  void scope_nameFoundWithin_isThatName() {
    AtomicReference<String> found = new AtomicReference<>();
    ObservationRegistry late = ObservationRegistry.create();
    late.observationConfig()
        .observationHandler(new ObservationScopes(context -> true, context -> found.get()));
    List<String> seen = new ArrayList<>();
    Observation.createNotStarted("http.server.requests", late)
        .observe(
            () -> {
              seen.add(ThreadLeak.currentScope());
              found.set("GET /orders/{id}");
              seen.add(ThreadLeak.currentScope());
            });
    assertThat(seen).containsExactly(null, "GET /orders/{id}");
  }

  @Test
  void scope_openedOnAnotherThread_isOpenThere() throws Exception {
    Observation observation = Observation.start("orders.expire", registry);
    List<String> seen = new ArrayList<>();
    Thread other =
        new Thread(
            () -> {
              try (Observation.Scope scope = observation.openScope()) {
                assertThat(scope).isNotNull();
                seen.add(ThreadLeak.currentScope());
              }
              seen.add(ThreadLeak.currentScope());
            });
    other.start();
    other.join();
    observation.stop();
    assertThat(seen).containsExactly("orders.expire", null);
    assertThat(ThreadLeak.currentScope()).isNull();
  }

  @Test
  void scope_openedTwice_closesOneByOne() {
    Observation observation = Observation.start("orders.expire", registry);
    try (Observation.Scope outer = observation.openScope()) {
      try (Observation.Scope inner = observation.openScope()) {
        assertThat(outer).isNotSameAs(inner);
      }
      assertThat(ThreadLeak.currentScope()).isEqualTo("orders.expire");
    }
    assertThat(ThreadLeak.currentScope()).isNull();
    observation.stop();
  }
}
