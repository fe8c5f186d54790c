package io.threadleak.endtoend.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.threadleak.micrometer.ThreadLeakMetrics;
import io.threadleak.model.LeakReport;
import io.threadleak.prometheus.PrometheusExposition;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Set;

/** A way for a report to reach Prometheus. */
enum Adapter {
  MICROMETER {
    @Override
    String expose(LeakReport report) {
      PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      try (ThreadLeakMetrics metrics = new ThreadLeakMetrics(() -> report, Tags.empty())) {
        metrics.bindTo(registry);
        return registry.scrape();
      }
    }
  },
  PROMETHEUS {
    @Override
    String expose(LeakReport report) {
      return new String(new PrometheusExposition().scrape(report, null, Set.of()).body(), UTF_8);
    }
  },
  SIMPLECLIENT {
    @Override
    String expose(LeakReport report) {
      CollectorRegistry registry = new CollectorRegistry();
      registry.register(new io.threadleak.simpleclient.ThreadLeakCollector(() -> report));
      StringWriter text = new StringWriter();
      try {
        TextFormat.write004(text, registry.metricFamilySamples());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return text.toString();
    }
  };

  /** The report in the Prometheus text format. */
  abstract String expose(LeakReport report);
}
