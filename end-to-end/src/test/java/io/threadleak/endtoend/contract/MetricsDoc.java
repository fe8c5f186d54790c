package io.threadleak.endtoend.contract;

import io.threadleak.endtoend.fixture.Project;
import io.threadleak.exposition.Metric;
import io.threadleak.exposition.MetricCatalogue;
import io.threadleak.model.Estimate;
import io.threadleak.model.EvidenceReport;
import io.threadleak.model.LeakReport;
import io.threadleak.model.ProcessReport;
import io.threadleak.model.ProofTier;
import io.threadleak.model.ProvenGroup;
import io.threadleak.model.SampleReports;
import io.threadleak.model.ThreadKind;
import io.threadleak.scheduling.VirtualThreadWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of {@code docs/metrics.md} that the catalogue dictates, between two markers. */
final class MetricsDoc {

  static final Path FILE = Project.root().resolve("docs/metrics.md");

  /** The default of {@code exportedSites}. */
  private static final int DEFAULT_SITES = 100;

  /** Those kept apart, and the rest. */
  private static final int MAX_ENDPOINTS = 101;

  private static final String BEGIN =
      "<!-- catalogue: generated, see MetricsDocTest; do not edit -->\n";
  private static final String END = "<!-- /catalogue -->\n";

  private MetricsDoc() {}

  /** The file with the generated part as it stands. */
  static String written() throws IOException {
    return Files.readString(FILE);
  }

  /** The file with the generated part as it should be. */
  static String wanted() throws IOException {
    String text = written();
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException(FILE + " lacks its markers:\n" + BEGIN + END);
    }
    return text.substring(0, begin + BEGIN.length()) + "\n" + table() + text.substring(end);
  }

  /** Series of one site at most: decided, with throughput known. */
  static int seriesPerSite() {
    return MetricCatalogue.metrics().stream().mapToInt(MetricsDoc::perSite).sum();
  }

  /** Series at most, with so many exported sites. */
  static int series(int sites) {
    return MetricCatalogue.metrics().stream()
        .mapToInt(metric -> metric.read(full(sites)).size())
        .sum();
  }

  private static String table() {
    String rows =
        MetricCatalogue.metrics().stream().map(MetricsDoc::row).collect(Collectors.joining());
    return """
        | Metric | Type | Labels | Meaning | Series, N sites |
        |---|---|---|---|---|
        %s
        **At most %d × N + %d series a JVM**, N being the exported sites: %,d with the default of %d.

        """
        .formatted(rows, seriesPerSite(), series(0), series(DEFAULT_SITES), DEFAULT_SITES);
  }

  private static String row(Metric metric) {
    String labels =
        metric.labelNames().stream()
            .map(label -> "`" + label + "`")
            .collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(
            metric.name(),
            metric.type().name().toLowerCase(Locale.ROOT),
            labels.isEmpty() ? "none" : labels,
            metric.help(),
            seriesOf(metric));
  }

  private static String seriesOf(Metric metric) {
    int fixed = metric.read(full(0)).size();
    int perSite = perSite(metric);
    String sites = perSite == 1 ? "N" : perSite + " N";
    if (perSite == 0) {
      return Integer.toString(fixed);
    }
    return fixed == 0 ? sites : sites + " + " + fixed;
  }

  private static int perSite(Metric metric) {
    return metric.read(full(1)).size() - metric.read(full(0)).size();
  }

  private static final Estimate ONE = new Estimate(1, 1, 1);
  private static final Map<String, Long> LIMITS =
      Map.of("pids_max", 1L, "ulimit", 1L, "threads_max", 1L, "map_count", 1L, "memory", 1L);

  /** A report with all that a report can hold. */
  static LeakReport full(int sites) {
    LeakReport sample =
        SampleReports.keeping(
            SampleReports.ofSites(sites), new EvidenceReport(1, 1, 1, 1, SampleReports.TIME));
    return new LeakReport(
        sample.time(),
        sample.interval(),
        sample.sites(),
        sample.other(),
        SampleReports.rest(ThreadKind.VIRTUAL, 1, 1),
        sample.deadlocked(),
        LIMITS,
        new ProcessReport(1L, 0, ONE, ONE, LIMITS),
        sample.work(),
        SampleReports.endpoints(MAX_ENDPOINTS),
        SampleReports.carried(VirtualThreadWatch.MAX_FRAMES),
        SampleReports.proof(
            sample.sites().stream()
                .flatMap(
                    row ->
                        Stream.of(ProofTier.PROVED, ProofTier.STUCK)
                            .map(tier -> SampleReports.group(tier, row.site(), 1)))
                .toArray(ProvenGroup[]::new)),
        sample.self());
  }
}
