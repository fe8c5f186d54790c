package io.threadleak.exposition;

import static io.threadleak.exposition.MetricType.COUNTER;
import static io.threadleak.exposition.MetricType.GAUGE;
import static io.threadleak.exposition.MetricType.INFO;

import io.threadleak.model.Ages;
import io.threadleak.model.AttributionSource;
import io.threadleak.model.CreationSite;
import io.threadleak.model.Estimate;
import io.threadleak.model.LabelText;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SiteReport;
import io.threadleak.model.SiteVerdict;
import io.threadleak.model.StateCounts;
import io.threadleak.model.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every metric there is, in one place: the adapters, {@code docs/metrics.md}, the alert rules and
 * the dashboards all name what stands here and nothing else.
 */
public final class MetricCatalogue {

  /** Longer label values are cut, the last character becoming {@code …}. */
  public static final int MAX_LABEL_LENGTH = LabelText.MAX_LENGTH;

  // Names for those who read our metrics back.

  /** Live threads by site and state. */
  public static final String THREADS = "threadleak_threads";

  /** Threads started, cumulative. */
  public static final String STARTED_THREADS = "threadleak_started_threads_total";

  /** Threads ended, cumulative. */
  public static final String ENDED_THREADS = "threadleak_ended_threads_total";

  /** Live threads that have reached an age. */
  public static final String AGED_THREADS = "threadleak_aged_threads";

  /** Units of work completed, cumulative. */
  public static final String WORK = "threadleak_work_total";

  /** From one sampling round to the next. */
  public static final String SAMPLE_INTERVAL = "threadleak_sample_interval_seconds";

  /** When the latest sampling round looked. */
  public static final String SAMPLE_TIMESTAMP = "threadleak_sample_timestamp_seconds";

  /** Label: a site's id, {@link CreationSite#OTHER_ID} for the folded rest. */
  public static final String SITE_ID = "site_id";

  /** Label: a site's line, for people. */
  public static final String SITE = "site";

  /** Label: platform or virtual. */
  public static final String KIND = "kind";

  /** Label: a thread's state. */
  public static final String STATE = "state";

  /** Label: an age in seconds. */
  public static final String OLDER_THAN = "older_than";

  private static final List<String> OF_SITE = List.of(SITE_ID, SITE);
  private static final List<String> OF_KIND = List.of(SITE_ID, SITE, KIND);

  /** Constants, since a scrape looks them up by the thousand. */
  private static final List<String> AGES =
      Ages.SECONDS.stream().map(age -> Integer.toString(age)).toList();

  private static final List<Metric> GENERAL =
      List.of(
          new Metric(
              THREADS,
              GAUGE,
              "threads",
              List.of(SITE_ID, SITE, KIND, STATE),
              "Live threads by creation site and state.",
              perRow(MetricCatalogue::threads)),
          new Metric(
              STARTED_THREADS,
              COUNTER,
              "threads",
              OF_KIND,
              "Threads started at a creation site since the monitor began.",
              perRow(row -> List.of(ofKind(row, (double) row.started())))),
          new Metric(
              ENDED_THREADS,
              COUNTER,
              "threads",
              OF_KIND,
              "Threads started at a creation site that have ended since the monitor began.",
              perRow(row -> List.of(ofKind(row, (double) row.ended())))),
          new Metric(
              AGED_THREADS,
              GAUGE,
              "threads",
              List.of(SITE_ID, SITE, OLDER_THAN),
              "Live threads at least older_than seconds old.",
              perSite(MetricCatalogue::aged, Double::sum)),
          new Metric(
              "threadleak_oldest_thread_seconds",
              GAUGE,
              "seconds",
              OF_SITE,
              "Age of the oldest live thread of a creation site.",
              perSite(row -> List.of(ofSite(row, row.oldestSeconds())), Math::max)),
          new Metric(
              "threadleak_growth_threads_per_second",
              GAUGE,
              "",
              OF_SITE,
              "Slope of live threads over time; absent while undecided.",
              perPlace(row -> growth(row, row.verdict().growthPerSecond()))),
          new Metric(
              "threadleak_growth_threads_per_unit",
              GAUGE,
              "",
              OF_SITE,
              "Slope of live threads over units of work completed; absent without throughput.",
              perPlace(row -> growth(row, row.verdict().growthPerUnit()))),
          new Metric(
              "threadleak_verdict",
              GAUGE,
              "",
              List.of(SITE_ID, SITE, "verdict"),
              "1 for the present verdict on a creation site, 0 for the others.",
              perPlace(MetricCatalogue::verdicts)),
          new Metric(
              WORK,
              COUNTER,
              "",
              List.of(),
              "Units of work completed; absent where no source of throughput is known.",
              MetricCatalogue::work),
          new Metric(
              "threadleak_deadlocked_threads",
              GAUGE,
              "threads",
              List.of(),
              "Platform threads in a deadlock.",
              single(LeakReport::deadlocked)),
          new Metric(
              "threadleak_sample_duration_seconds",
              GAUGE,
              "seconds",
              List.of(),
              "How long the latest sampling round took.",
              single(report -> report.self().sampleSeconds())),
          new Metric(
              SAMPLE_INTERVAL,
              GAUGE,
              "seconds",
              List.of(),
              "From one sampling round to the next, as configured.",
              single(report -> report.interval().toNanos() / 1e9)),
          new Metric(
              SAMPLE_TIMESTAMP,
              GAUGE,
              "seconds",
              List.of(),
              "When the latest sampling round looked, in seconds since the epoch.",
              single(report -> report.time().toEpochMilli() / 1e3)),
          new Metric(
              "threadleak_sample_failures_total",
              COUNTER,
              "",
              List.of(),
              "Sampling rounds, or parts of one, that failed.",
              single(report -> report.self().sampleFailures())),
          new Metric(
              "threadleak_retractions_total",
              COUNTER,
              "",
              List.of(),
              "Verdicts \"leaking\" that were taken back, over all creation sites.",
              single(report -> report.self().retractions())),
          new Metric(
              "threadleak_freed_threads_total",
              COUNTER,
              "",
              List.of(),
              "Threads interrupted because they were proven leaked, where that is asked for.",
              single(report -> report.self().freedThreads())),
          new Metric(
              "threadleak_sites",
              GAUGE,
              "",
              List.of(),
              "Creation sites the monitor keeps apart.",
              single(report -> report.self().sites())),
          new Metric(
              "threadleak_folded_sites",
              GAUGE,
              "",
              List.of(),
              "Creation sites folded into \"other\" because a table was full.",
              single(report -> report.self().foldedSites())),
          new Metric(
              "threadleak_attributed_threads",
              GAUGE,
              "threads",
              List.of("source"),
              "Live threads by the source that named their creation site.",
              MetricCatalogue::attributed),
          new Metric(
              "threadleak_build_info",
              INFO,
              "",
              List.of("version", "java_version"),
              "The running version of threadleak and of Java.",
              report ->
                  List.of(
                      new Reading(
                          List.of(report.self().version(), report.self().javaVersion()), 1))));

  private static final List<Metric> METRICS =
      Stream.of(
              GENERAL,
              ProcessMetrics.METRICS,
              EndpointMetrics.METRICS,
              VirtualThreadMetrics.METRICS,
              ProofMetrics.METRICS,
              EvidenceMetrics.METRICS)
          .flatMap(List::stream)
          .toList();

  private MetricCatalogue() {}

  /** All metrics, in the order in which docs list them. */
  public static List<Metric> metrics() {
    return METRICS;
  }

  private static Function<LeakReport, List<Reading>> single(ToDoubleFunction<LeakReport> value) {
    return report -> List.of(new Reading(List.of(), value.applyAsDouble(report)));
  }

  /** Of every row, for readings that carry the kind: the rest has a row of each. */
  private static Function<LeakReport, List<Reading>> perRow(
      Function<SiteReport, List<Reading>> readings) {
    return report -> report.rows().map(readings).flatMap(List::stream).toList();
  }

  /** Of places in the code alone, for what the rest does not have. */
  private static Function<LeakReport, List<Reading>> perPlace(
      Function<SiteReport, List<Reading>> readings) {
    return report -> report.sites().stream().map(readings).flatMap(List::stream).toList();
  }

  /** Of every site, for readings that do not carry the kind: the rest of all kinds is one. */
  private static Function<LeakReport, List<Reading>> perSite(
      Function<SiteReport, List<Reading>> readings, DoubleBinaryOperator together) {
    Function<LeakReport, List<Reading>> ofPlaces = perPlace(readings);
    return report -> {
      List<Reading> all = new ArrayList<>(ofPlaces.apply(report));
      Map<List<String>, Double> rest = new LinkedHashMap<>();
      for (SiteReport row : report.others()) {
        for (Reading reading : readings.apply(row)) {
          rest.merge(reading.labelValues(), reading.value(), together::applyAsDouble);
        }
      }
      rest.forEach((labels, value) -> all.add(new Reading(labels, value)));
      return all;
    };
  }

  private static List<Reading> threads(SiteReport row) {
    CreationSite site = row.site();
    return StateCounts.LIVE_STATES.stream()
        .map(
            state ->
                new Reading(
                    List.of(
                        site.id(),
                        LabelText.cut(site.label()),
                        site.kind().label(),
                        StateCounts.label(state)),
                    row.states().in(state)))
        .toList();
  }

  private static List<Reading> aged(SiteReport row) {
    List<Reading> readings = new ArrayList<>(Ages.SECONDS.size());
    for (int i = 0; i < Ages.SECONDS.size(); i++) {
      readings.add(
          new Reading(
              List.of(row.site().id(), LabelText.cut(row.site().label()), AGES.get(i)),
              row.aged().get(i)));
    }
    return readings;
  }

  private static List<Reading> verdicts(SiteReport row) {
    SiteVerdict present = row.verdict();
    return Stream.of(Verdict.values())
        .map(
            verdict ->
                new Reading(
                    List.of(row.site().id(), LabelText.cut(row.site().label()), verdict.label()),
                    verdict == present.verdict() ? 1 : 0))
        .toList();
  }

  private static List<Reading> growth(SiteReport row, @Nullable Estimate growth) {
    return growth == null ? List.of() : List.of(ofSite(row, growth.value()));
  }

  private static List<Reading> work(LeakReport report) {
    Long completed = report.work().completed();
    return completed == null ? List.of() : List.of(new Reading(List.of(), completed));
  }

  private static List<Reading> attributed(LeakReport report) {
    return Stream.of(AttributionSource.values())
        .map(
            source ->
                new Reading(
                    List.of(source.label()), report.self().attributed().getOrDefault(source, 0)))
        .toList();
  }

  private static Reading ofSite(SiteReport row, double value) {
    return new Reading(List.of(row.site().id(), LabelText.cut(row.site().label())), value);
  }

  private static Reading ofKind(SiteReport row, double value) {
    CreationSite site = row.site();
    return new Reading(List.of(site.id(), LabelText.cut(site.label()), site.kind().label()), value);
  }
}
