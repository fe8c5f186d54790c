package io.threadleak.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures as a person reads them. */
final class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "45, 45 s",
    "119, 119 s",
    "120, 2 min",
    "2400, 40 min",
    "7200, 2 h",
    "12000, 3 h 20 min",
    "172800, 2 d",
    "176400, 2 d 1 h"
  })
  void duration_anySeconds_hasTwoPartsAtMost(double seconds, String words) {
    assertThat(Words.duration(seconds)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"0.00123, 0.0012", "0.9, 0.9", "2, 2", "9.96, 10", "1234.5, 1235"})
  void figure_anyValue_hasTwoDigitsAndNoExponent(double value, String words) {
    assertThat(Words.figure(value)).isEqualTo(words);
  }
}
