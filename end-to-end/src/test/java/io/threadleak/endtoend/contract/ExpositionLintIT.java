package io.threadleak.endtoend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.endtoend.fixture.DebianTool;
import io.threadleak.endtoend.fixture.ExternalProcess;
import io.threadleak.model.LeakReport;
import io.threadleak.model.SampleReports;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Prometheus' own linter on what the adapters expose. */
final class ExpositionLintIT {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @ParameterizedTest
  @EnumSource
  void expose_typicalReport_passesTheLinter(Adapter adapter) {
    assertPasses(adapter, SampleReports.typical());
  }

  @ParameterizedTest
  @EnumSource
  void expose_hostileReport_passesTheLinter(Adapter adapter) {
    assertPasses(adapter, SampleReports.hostile());
  }

  @Test
  void linter_counterWithoutHelp_objects() {
    try (ExternalProcess promtool = lint("# TYPE x_seconds counter\nx_seconds 1\n")) {
      assertThat(promtool.awaitExit(DEADLINE)).isEqualTo(3);
    }
  }

  private static void assertPasses(Adapter adapter, LeakReport report) {
    try (ExternalProcess promtool = lint(adapter.expose(report))) {
      assertThat(promtool.awaitExit(DEADLINE)).as(promtool.output()).isZero();
      assertThat(promtool.stdout() + promtool.stderr()).isEmpty();
    }
  }

  private static ExternalProcess lint(String exposition) {
    List<String> command = List.of(DebianTool.PROMTOOL.path(), "check", "metrics");
    return ExternalProcess.startWithInput("promtool", command, exposition);
  }
}
