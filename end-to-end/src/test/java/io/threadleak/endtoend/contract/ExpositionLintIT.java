package io.threadleak.endtoend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.threadleak.endtoend.fixture.ExternalProcess;
import io.threadleak.endtoend.fixture.PrometheusLine;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The linter of each line of Prometheus on what the adapters expose. */
final class ExpositionLintIT {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  static Stream<Arguments> everyAdapter() {
    return Stream.of(PrometheusLine.values())
        .flatMap(line -> Stream.of(Adapter.values()).map(adapter -> arguments(line, adapter)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("everyAdapter")
  void expose_typicalReport_passesTheLinter(PrometheusLine line, Adapter adapter) {
    assertPasses(line, adapter, SampleReports.typical());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("everyAdapter")
  void expose_hostileReport_passesTheLinter(PrometheusLine line, Adapter adapter) {
    assertPasses(line, adapter, SampleReports.hostile());
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void linter_counterWithoutHelp_objects(PrometheusLine line) {
    try (ExternalProcess promtool = lint(line, "# TYPE x_seconds counter\nx_seconds 1\n")) {
      assertThat(promtool.awaitExit(DEADLINE)).isEqualTo(3);
    }
  }

  private static void assertPasses(PrometheusLine line, Adapter adapter, LeakReport report) {
    try (ExternalProcess promtool = lint(line, adapter.expose(report))) {
      assertThat(promtool.awaitExit(DEADLINE)).as(promtool.output()).isZero();
      assertThat(promtool.stdout() + promtool.stderr()).isEmpty();
    }
  }

  private static ExternalProcess lint(PrometheusLine line, String exposition) {
    List<String> command = List.of(line.promtool(), "check", "metrics");
    return ExternalProcess.startWithInput("promtool", command, exposition);
  }
}
