package io.threadleak.agent.throughput;

import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A count of requests in the default registry of simpleclient, by the names that are in common use:
 * the first of them that is there.
 */
final class SimpleclientRequests implements WorkSource {

  private static final List<String> NAMES =
      List.of(
          "http_server_requests_seconds_count",
          "http_server_requests_total",
          "http_requests_total",
          "http_request_duration_seconds_count",
          "jetty_requests_total");

  private final Supplier<List<Class<?>>> registries;
  private volatile String name = NAMES.get(0);

  /** Of the classes named {@code CollectorRegistry} that the host has. */
  SimpleclientRequests(Supplier<List<Class<?>>> registries) {
    this.registries = registries;
  }

  @Override
  public OptionalLong completed() {
    Map<String, Double> sums = new HashMap<>();
    for (Class<?> type : registries.get()) {
      ForeignTypes types = new ForeignTypes(type);
      Object registry = types.staticField(type, "defaultRegistry");
      Object families =
          types.callWith(
              type, registry, "filteredMetricFamilySamples", Set.class, Set.copyOf(NAMES));
      for (Object family : Collections.list((Enumeration<?>) families)) {
        addTo(sums, (List<?>) ForeignTypes.field(family.getClass(), family, "samples"));
      }
    }
    for (String candidate : NAMES) {
      Double sum = sums.get(candidate);
      if (sum != null) {
        name = candidate;
        return OptionalLong.of(sum.longValue());
      }
    }
    return OptionalLong.empty();
  }

  @Override
  public String source() {
    return "simpleclient's " + name;
  }

  private static void addTo(Map<String, Double> sums, List<?> samples) {
    for (Object sample : samples) {
      Object name = ForeignTypes.field(sample.getClass(), sample, "name");
      Object value = ForeignTypes.field(sample.getClass(), sample, "value");
      sums.merge((String) name, (Double) value, Double::sum);
    }
  }
}
