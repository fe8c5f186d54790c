package io.threadleak.benchmarks;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.prometheus.client.hotspot.ThreadExports;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;

/** The thread metrics that JVM services have today, each as its library collects it. */
final class Peers {

  static final String MICROMETER = "Micrometer `JvmThreadMetrics`";

  private Peers() {}

  /** Reads every gauge of Micrometer's binder once, as any registry does on a scrape. */
  static Contestant micrometer() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new JvmThreadMetrics().bindTo(registry);
    return new Contestant(
        MICROMETER,
        () -> {
          double sum = 0;
          for (Meter meter : registry.getMeters()) {
            for (Measurement measurement : meter.measure()) {
              sum += measurement.getValue();
            }
          }
          return sum;
        });
  }

  /** Collects client_java's thread metrics. */
  static Contestant clientJava() {
    PrometheusRegistry registry = new PrometheusRegistry();
    JvmThreadsMetrics.builder().register(registry);
    return new Contestant("client_java `JvmThreadsMetrics`", registry::scrape);
  }

  /** Collects simpleclient's thread metrics. */
  static Contestant simpleclient() {
    return new Contestant("simpleclient `ThreadExports`", new ThreadExports()::collect);
  }

  /** Collects all of client_java's default JVM metrics and renders them as text. */
  static Contestant clientJavaScrape() {
    PrometheusRegistry registry = new PrometheusRegistry();
    JvmMetrics.builder().register(registry);
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    return new Contestant(
        "client_java `JvmMetrics`, as text",
        () -> {
          ByteArrayOutputStream body = new ByteArrayOutputStream(16_384);
          writer.write(body, registry.scrape());
          return body;
        });
  }
}
