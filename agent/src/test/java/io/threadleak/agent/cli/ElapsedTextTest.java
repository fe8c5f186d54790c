package io.threadleak.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElapsedTextTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT0.25S, 250 ms",
    "PT1.5S, 1500 ms",
    "PT119S, 119 s",
    "PT2M, 2 min",
    "PT119M59S, 119 min",
    "PT2H, 2 h",
    "PT2H10M, 2 h 10 min",
    "PT47H59M, 47 h 59 min",
    "PT49H30M, 2 d 1 h",
    "PT72H, 3 d"
  })
  void of_span_isTwoPartsAtMost(Duration span, String expected) {
    assertThat(ElapsedText.of(span)).isEqualTo(expected);
  }
}
