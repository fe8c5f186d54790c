package io.threadleak.endtoend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.endtoend.fixture.Project;
import io.threadleak.exposition.MetricCatalogue;
import io.threadleak.model.LeakReport;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code docs/metrics.md} and the catalogue say the same. After a change of the catalogue, this
 * test writes the document anew when it is run with {@code -Dthreadleak.docs.write=true}.
 */
final class MetricsDocTest {

  private static final Pattern NAME = Pattern.compile("threadleak_[a-z_]+[a-z]");

  @Test
  void metricsDoc_table_isTheCatalogue() throws IOException {
    String wanted = MetricsDoc.wanted();
    if (Boolean.getBoolean("threadleak.docs.write")) {
      Files.writeString(MetricsDoc.FILE, wanted);
    }

    assertThat(MetricsDoc.written())
        .as("run this test with -Dthreadleak.docs.write=true to write %s anew", MetricsDoc.FILE)
        .isEqualTo(wanted);
  }

  @Test
  void metricsDoc_anyMetricInItsProse_isInTheCatalogue() throws IOException {
    Set<String> known =
        MetricCatalogue.metrics().stream().map(metric -> metric.name()).collect(Collectors.toSet());

    assertThat(NAME.matcher(MetricsDoc.written()).results().map(match -> match.group()))
        .isNotEmpty()
        .isSubsetOf(known);
  }

  @Test
  void metricsDoc_anyLabelOfTheCatalogue_isExplained() throws IOException {
    String labels = MetricsDoc.written().split("## Labels", 2)[1];

    assertThat(MetricCatalogue.metrics().stream().flatMap(metric -> metric.labelNames().stream()))
        .allSatisfy(label -> assertThat(labels).contains("`" + label + "`"));
  }

  @Test
  void metricsDoc_longestLabel_isTheCatalogues() throws IOException {
    assertThat(MetricsDoc.written())
        .contains("cut to " + MetricCatalogue.MAX_LABEL_LENGTH + " characters");
  }

  @Test
  void limitsDoc_seriesOfASite_areThoseCounted() throws IOException {
    assertThat(Files.readString(Project.root().resolve("docs/limits.md")))
        .contains("with " + MetricsDoc.seriesPerSite() + " series each at most");
  }

  @ParameterizedTest
  @EnumSource
  void seriesFormula_anyAdapter_isNotExceeded(Adapter adapter) {
    LeakReport report = MetricsDoc.full(50);

    long samples = adapter.expose(report).lines().filter(line -> !line.startsWith("#")).count();

    assertThat(samples).isBetween(50L * MetricsDoc.seriesPerSite(), (long) MetricsDoc.series(50));
  }
}
