package io.threadleak.agent.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real simpleclient, asked as the agent asks the host's. */
class SimpleclientRequestsTest {

  private final SimpleclientRequests requests =
      new SimpleclientRequests(() -> List.of(CollectorRegistry.class));

  @AfterEach
  void clear() {
    CollectorRegistry.defaultRegistry.clear();
  }

  @Test
  void completed_counterOfRequests_isItsSum() {
    Counter counter =
        Counter.build("http_requests_total", "Requests.").labelNames("method").register();
    counter.labels("GET").inc(3);
    counter.labels("PUT").inc(4);
    Counter.build("jobs_total", "Others.").register().inc(100);

    assertThat(requests.completed()).hasValue(7);
    assertThat(requests.source()).isEqualTo("simpleclient's http_requests_total");
  }

  @Test
  void completed_histogramOfRequests_isItsCount() {
    Histogram histogram = Histogram.build("http_request_duration_seconds", "Requests.").register();
    histogram.observe(0.2);
    histogram.observe(2);

    assertThat(requests.completed()).hasValue(2);
    assertThat(requests.source()).isEqualTo("simpleclient's http_request_duration_seconds_count");
  }

  @Test
  void completed_noSuchMetricOrNoSimpleclient_isUnknown() {
    assertThat(requests.completed()).isEmpty();
    assertThat(new SimpleclientRequests(List::of).completed()).isEmpty();
  }
}
