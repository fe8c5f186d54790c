package io.threadleak.prometheus;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusScrapeRequest;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.threadleak.ThreadLeakMonitor;
import io.threadleak.model.LeakReport;
import io.threadleak.prometheus.Families.Family;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A collector of client_java 1.x that exposes the latest report of a monitor.
 *
 * <pre>{@code
 * PrometheusRegistry.defaultRegistry.register(new ThreadLeakCollector(monitor));
 * }</pre>
 *
 * <p>Every scrape builds its snapshots anew from one immutable report, so that a creation site
 * without a row is gone from the scrape as well, and all samples are of one round. It walks no
 * threads. Thread-safe.
 *
 * <p>Of a report with one leaking site, a scrape of five of the families reads:
 *
 * <pre>{@code
 * # HELP threadleak_growth_threads_per_second Slope of live threads over time; absent while undecided.
 * # TYPE threadleak_growth_threads_per_second gauge
 * threadleak_growth_threads_per_second{site="com.acme.Orders.get(Orders.java:42)",site_id="1a2b3c4d"} 0.25
 * # HELP threadleak_oldest_thread_seconds Age of the oldest live thread of a creation site.
 * # TYPE threadleak_oldest_thread_seconds gauge
 * threadleak_oldest_thread_seconds{site="com.acme.Orders.get(Orders.java:42)",site_id="1a2b3c4d"} 301.5
 * threadleak_oldest_thread_seconds{site="other",site_id="other"} 12.0
 * # HELP threadleak_started_threads_total Threads started at a creation site since the monitor began.
 * # TYPE threadleak_started_threads_total counter
 * threadleak_started_threads_total{kind="platform",site="com.acme.Orders.get(Orders.java:42)",site_id="1a2b3c4d"} 137.0
 * threadleak_started_threads_total{kind="platform",site="other",site_id="other"} 2.0
 * # HELP threadleak_threads Live threads by creation site and state.
 * # TYPE threadleak_threads gauge
 * threadleak_threads{kind="platform",site="com.acme.Orders.get(Orders.java:42)",site_id="1a2b3c4d",state="blocked"} 0.0
 * threadleak_threads{kind="platform",site="com.acme.Orders.get(Orders.java:42)",site_id="1a2b3c4d",state="new"} 0.0
 * threadleak_threads{kind="platform",site="com.acme.Orders.get(Orders.java:42)",site_id="1a2b3c4d",state="runnable"} 19.0
 * threadleak_threads{kind="platform",site="com.acme.Orders.get(Orders.java:42)",site_id="1a2b3c4d",state="timed_waiting"} 0.0
 * threadleak_threads{kind="platform",site="com.acme.Orders.get(Orders.java:42)",site_id="1a2b3c4d",state="waiting"} 18.0
 * threadleak_threads{kind="platform",site="other",site_id="other",state="blocked"} 0.0
 * threadleak_threads{kind="platform",site="other",site_id="other",state="new"} 0.0
 * threadleak_threads{kind="platform",site="other",site_id="other",state="runnable"} 1.0
 * threadleak_threads{kind="platform",site="other",site_id="other",state="timed_waiting"} 0.0
 * threadleak_threads{kind="platform",site="other",site_id="other",state="waiting"} 1.0
 * # HELP threadleak_verdict 1 for the present verdict on a creation site, 0 for the others.
 * # TYPE threadleak_verdict gauge
 * threadleak_verdict{site="com.acme.Orders.get(Orders.java:42)",site_id="1a2b3c4d",verdict="leaking"} 1.0
 * threadleak_verdict{site="com.acme.Orders.get(Orders.java:42)",site_id="1a2b3c4d",verdict="proportional"} 0.0
 * threadleak_verdict{site="com.acme.Orders.get(Orders.java:42)",site_id="1a2b3c4d",verdict="proven"} 0.0
 * threadleak_verdict{site="com.acme.Orders.get(Orders.java:42)",site_id="1a2b3c4d",verdict="steady"} 0.0
 * threadleak_verdict{site="com.acme.Orders.get(Orders.java:42)",site_id="1a2b3c4d",verdict="suspect"} 0.0
 * threadleak_verdict{site="com.acme.Orders.get(Orders.java:42)",site_id="1a2b3c4d",verdict="undecided"} 0.0
 * }</pre>
 */
public final class ThreadLeakCollector implements MultiCollector {

  private final Supplier<LeakReport> reports;

  /** A collector of this monitor's reports. */
  public ThreadLeakCollector(ThreadLeakMonitor monitor) {
    this(Objects.requireNonNull(monitor, "monitor")::report);
  }

  /** A collector of whatever report is given at each scrape; the supplier must be thread-safe. */
  public ThreadLeakCollector(Supplier<LeakReport> reports) {
    this.reports = Objects.requireNonNull(reports, "reports");
  }

  @Override
  public MetricSnapshots collect() {
    return Families.snapshots(reports.get(), name -> true);
  }

  @Override
  public MetricSnapshots collect(
      Predicate<String> includedNames, @Nullable PrometheusScrapeRequest scrapeRequest) {
    return Families.snapshots(reports.get(), includedNames);
  }

  @Override
  public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
    return Families.all().values().stream().map(Family::descriptor).toList();
  }

  @Override
  @SuppressWarnings("deprecation") // what registries before client_java 1.9 ask for
  public List<String> getPrometheusNames() {
    return List.copyOf(Families.all().keySet());
  }
}
