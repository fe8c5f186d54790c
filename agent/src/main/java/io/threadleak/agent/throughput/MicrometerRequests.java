package io.threadleak.agent.throughput;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The timers named {@code http.server.requests} in Micrometer's global registry: what Spring Boot,
 * Micronaut, Quarkus, Helidon and others count by.
 *
 * <p>Registries that push count per interval and forget; only one that keeps totals is read.
 */
final class MicrometerRequests implements WorkSource {

  private static final String METER = "http.server.requests";

  private final Supplier<List<Class<?>>> metrics;

  /** Of the classes named {@code Metrics} that the host has. */
  MicrometerRequests(Supplier<List<Class<?>>> metrics) {
    this.metrics = metrics;
  }

  @Override
  public OptionalLong completed() {
    long total = 0;
    boolean found = false;
    for (Class<?> type : metrics.get()) {
      OptionalLong completed = new Library(type).completed();
      found |= completed.isPresent();
      total += completed.orElse(0);
    }
    return found ? OptionalLong.of(total) : OptionalLong.empty();
  }

  @Override
  public String source() {
    return "Micrometer's " + METER;
  }

  /** One Micrometer of the host's, by its own types. */
  private static final class Library {

    private final ForeignTypes types;
    private final Class<?> composite;
    private final Object global;

    Library(Class<?> metrics) {
      types = new ForeignTypes(metrics);
      composite = types.sibling("composite.CompositeMeterRegistry");
      global = types.staticField(metrics, "globalRegistry");
    }

    OptionalLong completed() {
      return completed(global);
    }

    private OptionalLong completed(Object registry) {
      if (!composite.isInstance(registry)) {
        return types.sibling("push.PushMeterRegistry").isInstance(registry)
            ? OptionalLong.empty()
            : sum(registry);
      }
      Iterable<?> registries = (Iterable<?>) types.call(composite, registry, "getRegistries");
      for (Object inner : registries) {
        OptionalLong completed = completed(inner);
        if (completed.isPresent()) {
          return completed;
        }
      }
      return OptionalLong.empty();
    }

    private OptionalLong sum(Object registry) {
      Object search =
          types.callWith(types.sibling("MeterRegistry"), registry, "find", String.class, METER);
      Iterable<?> timers =
          (Iterable<?>) types.call(types.sibling("search.Search"), search, "timers");
      long total = 0;
      boolean found = false;
      for (Object timer : timers) {
        total += ((Number) types.call(types.sibling("Timer"), timer, "count")).longValue();
        found = true;
      }
      return found ? OptionalLong.of(total) : OptionalLong.empty();
    }
  }
}
