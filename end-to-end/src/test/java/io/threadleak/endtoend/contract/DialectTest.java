package io.threadleak.endtoend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.binder.jvm.JvmThreadDeadlockMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The libraries that the rules without threadleak rely on do expose those very names. */
final class DialectTest {

  /** Each service names its own; {@code docs/alerts.md} says where to put it. */
  private static final String OWN_COUNTER = "http_requests_total";

  @Test
  void jvmMetrics_everyName_isExposedByItsLibrary() throws IOException {
    Set<String> exposed = new TreeSet<>(micrometer());
    exposed.addAll(clientJava());
    Set<String> expected = new TreeSet<>(Vocabulary.JVM_METRICS.keySet());
    expected.remove(OWN_COUNTER);
    assertThat(exposed).containsAll(expected);
  }

  private static Set<String> micrometer() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmThreadMetrics().bindTo(registry);
    new JvmThreadDeadlockMetrics().bindTo(registry);
    registry.timer("http.server.requests", "uri", "/order");
    return names(registry.scrape());
  }

  private static Set<String> clientJava() throws IOException {
    PrometheusRegistry registry = new PrometheusRegistry();
    JvmThreadsMetrics.builder().register(registry);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.builder().build().write(out, registry.scrape());
    return names(out.toString(StandardCharsets.UTF_8));
  }

  private static Set<String> names(String exposition) {
    return exposition
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]", 2)[0])
        .collect(Collectors.toSet());
  }
}
