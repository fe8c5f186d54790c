package io.threadleak.agent.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's table of options has the knobs there are, with their names and defaults. */
final class OptionsInReadmeTest {

  @Test
  void readme_tableOfOptions_isThatOfTheKnobs() throws IOException {
    List<List<String>> rows;
    try (Stream<String> lines = Files.lines(Path.of("../README.md"))) {
      rows =
          lines
              .filter(line -> line.contains("| `" + Knob.ENVIRONMENT_PREFIX))
              .map(line -> List.of(line.replace("`", "").split("\\|", -1)))
              .map(cells -> cells.subList(1, 4).stream().map(String::strip).toList())
              .toList();
    }
    assertThat(rows)
        .containsExactlyElementsOf(
            Stream.of(Knob.values())
                .map(knob -> List.of(knob.key(), knob.environmentName(), knob.defaultText()))
                .toList());
  }
}
