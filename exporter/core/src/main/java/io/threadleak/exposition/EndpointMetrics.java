package io.threadleak.exposition;

import static io.threadleak.exposition.MetricType.COUNTER;
import static io.threadleak.exposition.MetricType.GAUGE;

import io.threadleak.model.EndpointReport;
import io.threadleak.model.LabelText;
import io.threadleak.model.LeakReport;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The part of the catalogue on what is served: absent while nothing is known to be. */
final class EndpointMetrics {

  private static final String ENDPOINT = "endpoint";

  static final List<Metric> METRICS =
      List.of(
          new Metric(
              "threadleak_endpoint_threads",
              GAUGE,
              "threads",
              List.of(ENDPOINT, MetricCatalogue.SITE_ID, MetricCatalogue.SITE),
              "Live threads started while an endpoint was served, at its "
                  + EndpointReport.MAX_SITES
                  + " creation sites with the most.",
              EndpointMetrics::threads),
          new Metric(
              "threadleak_endpoint_started_threads_total",
              COUNTER,
              "threads",
              List.of(ENDPOINT),
              "Threads started while an endpoint was served, since the monitor began.",
              perEndpoint(EndpointReport::started)),
          new Metric(
              "threadleak_endpoint_ended_threads_total",
              COUNTER,
              "threads",
              List.of(ENDPOINT),
              "Threads started while an endpoint was served that have ended since then.",
              perEndpoint(EndpointReport::ended)),
          new Metric(
              "threadleak_endpoint_work_total",
              COUNTER,
              "",
              List.of(ENDPOINT),
              "Times that an endpoint was served to the end.",
              perEndpoint(EndpointReport::completed)),
          new Metric(
              "threadleak_endpoint_retained_threads_per_unit",
              GAUGE,
              "",
              List.of(ENDPOINT),
              "Live threads of an endpoint for each time it was served; absent before the first.",
              perKnown(EndpointReport::retainedPerUnit)),
          new Metric(
              "threadleak_folded_endpoints",
              GAUGE,
              "",
              List.of(),
              "Endpoints folded into \"other\" because the table was full.",
              report -> List.of(new Reading(List.of(), report.endpoints().folded()))));

  private EndpointMetrics() {}

  private static List<Reading> threads(LeakReport report) {
    return report.endpoints().endpoints().stream()
        .flatMap(
            row ->
                row.sites().stream()
                    .map(
                        site ->
                            new Reading(
                                List.of(row.endpoint(), site.siteId(), LabelText.cut(site.site())),
                                site.live())))
        .toList();
  }

  private static Function<LeakReport, List<Reading>> perEndpoint(
      ToDoubleFunction<EndpointReport> figure) {
    return perKnown(figure::applyAsDouble);
  }

  private static Function<LeakReport, List<Reading>> perKnown(
      Function<EndpointReport, @Nullable Double> figure) {
    return report ->
        report.endpoints().endpoints().stream()
            .filter(row -> figure.apply(row) != null)
            .map(row -> new Reading(List.of(row.endpoint()), figure.apply(row)))
            .toList();
  }
}
