package io.threadleak.endtoend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.threadleak.endtoend.fixture.ExternalProcess;
import io.threadleak.endtoend.fixture.PrometheusLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The tool of each line of Prometheus accepts the rules, and their unit tests pass. */
final class PromtoolIT {

  private static final Duration DEADLINE = Duration.ofMinutes(2);

  static Stream<Arguments> unitTests() {
    return Stream.of(PrometheusLine.values())
        .flatMap(
            line ->
                Rule.yamlFiles(Rule.DIRECTORY.resolve("tests")).stream()
                    .map(file -> arguments(line, file.getFileName().toString())));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void version_everyLine_isOfItsMajor(PrometheusLine line) {
    for (String program : List.of(line.prometheus(), line.promtool())) {
      assertThat(run(List.of(program, "--version")))
          .matches("(?s)prom\\w+, version " + line.major() + "\\..*");
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void checkRules_allFiles_haveNoLint(PrometheusLine line) {
    List<String> files = Rule.yamlFiles(Rule.DIRECTORY).stream().map(Path::toString).toList();
    assertThat(files).isNotEmpty();
    run(
        Stream.concat(
                Stream.of(line.promtool(), "check", "rules", "--lint=all", "--lint-fatal"),
                files.stream())
            .toList());
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void checkRules_everyParameterTuned_haveNoLint(PrometheusLine line, @TempDir Path directory)
      throws IOException {
    for (Path file : Rule.yamlFiles(Rule.DIRECTORY)) {
      List<String> settings =
          Parameter.all().stream()
              .filter(parameter -> parameter.files().contains(file))
              .map(parameter -> parameter.name() + "=" + parameter.another())
              .toList();
      Path tuned =
          Files.writeString(directory.resolve("rules.yml"), Parameter.tuned(file, settings));
      run(
          List.of(
              line.promtool(), "check", "rules", "--lint=all", "--lint-fatal", tuned.toString()));
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("unitTests")
  void testRules_everyFile_passes(PrometheusLine line, String file) {
    String path = Rule.DIRECTORY.resolve("tests").resolve(file).toString();
    run(List.of(line.promtool(), "test", "rules", path));
  }

  /** What it prints; its end must be a good one. */
  private static String run(List<String> command) {
    try (ExternalProcess promtool = ExternalProcess.start("promtool", command)) {
      int exit = promtool.awaitExit(DEADLINE);
      assertThat(exit).as(promtool.output()).isZero();
      return promtool.stdout() + promtool.stderr();
    }
  }
}
