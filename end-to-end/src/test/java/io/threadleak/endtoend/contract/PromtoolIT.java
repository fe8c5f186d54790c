package io.threadleak.endtoend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.endtoend.fixture.DebianTool;
import io.threadleak.endtoend.fixture.ExternalProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prometheus' own tool accepts the rules, and their unit tests pass. */
final class PromtoolIT {

  private static final Duration DEADLINE = Duration.ofMinutes(2);

  static List<Path> unitTests() {
    return Rule.yamlFiles(Rule.DIRECTORY.resolve("tests"));
  }

  @Test
  void checkRules_allFiles_haveNoLint() {
    List<String> files = Rule.yamlFiles(Rule.DIRECTORY).stream().map(Path::toString).toList();
    assertThat(files).isNotEmpty();
    promtool(
        Stream.concat(Stream.of("check", "rules", "--lint=all", "--lint-fatal"), files.stream()));
  }

  @ParameterizedTest
  @MethodSource("unitTests")
  void testRules_everyFile_passes(Path file) {
    promtool(Stream.of("test", "rules", file.toString()));
  }

  private static void promtool(Stream<String> arguments) {
    List<String> command = Stream.concat(Stream.of(DebianTool.PROMTOOL.path()), arguments).toList();
    try (ExternalProcess promtool = ExternalProcess.start("promtool", command)) {
      int exit = promtool.awaitExit(DEADLINE);
      assertThat(exit).as(promtool.output()).isZero();
    }
  }
}
