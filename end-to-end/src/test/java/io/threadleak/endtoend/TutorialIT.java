package io.threadleak.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.endtoend.fixture.DebianTool;
import io.threadleak.endtoend.fixture.ExternalProcess;
import io.threadleak.endtoend.fixture.Project;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every command of {@code docs/tutorial.md}, as a newcomer would run them, in their order. */
final class TutorialIT {

  @Test
  void tutorial_everyCommand_printsWhatIsShown() {
    assertThat(DebianTool.GO.path()).isNotBlank();
    assertThat(DebianTool.PROMETHEUS.path()).isNotBlank();
    List<String> command =
        List.of(Project.root().resolve("tutorial").toString(), "--built", "--everything");
    Map<String, String> java = Map.of("JAVA_HOME", System.getProperty("java.home"));
    try (ExternalProcess tutorial = ExternalProcess.start("tutorial", command, java)) {
      assertThat(tutorial.awaitExit(Duration.ofMinutes(15))).as(tutorial::output).isZero();
      assertThat(tutorial.stdout()).contains(" commands in ", "all as shown");
    }
  }
}
