package io.threadleak.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.ProcessReport;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProcessTextTest {

  @Test
  void of_nothingGrows_tellsWhatIsLeftAlone() {
    assertThat(
            ProcessText.of(
                new ProcessReport(80L, 60, null, null, Map.of("ulimit", 7L, "memory", 9L))))
        .isEqualTo("os threads: 80, 20 of them native; 7 more until ulimit\n");
  }

  @Test
  void of_noLimit_tellsTheThreads() {
    assertThat(ProcessText.of(new ProcessReport(80L, 80, null, null, Map.of())))
        .isEqualTo("os threads: 80, 0 of them native\n");
  }

  @Test
  void of_unknownToTheOperatingSystem_isEmpty() {
    assertThat(ProcessText.of(ProcessReport.NONE)).isEmpty();
  }
}
