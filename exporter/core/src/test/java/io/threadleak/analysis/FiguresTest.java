package io.threadleak.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.ThreadKind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures as a person reads them. */
final class FiguresTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0        | 0.001 s
          0.06     | 0.06 s
          9.94     | 9.9 s
          45       | 45 s
          119      | 119 s
          120      | 2 min
          2400     | 40 min
          7200     | 2 h
          12000    | 3 h 20 min
          172800   | 2 d
          176400   | 2 d 1 h
          86400000 | 1,000 d
          """)
  void duration_anySeconds_hasTwoPartsAtMost(double seconds, String words) {
    assertThat(Figures.duration(seconds)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0       | a few seconds
          9.9     | a few seconds
          10      | 10 s
          99.4    | 99 s
          100     | 2 min
          5990    | 100 min
          6001    | 1.5 h
          9000    | 2.5 h
          21600   | 6 h
          22800   | 6 h
          172800  | 2 d
          5184000 | 60 d
          """)
  void forecast_anySeconds_isNoSurerThanAForecastIs(double seconds, String words) {
    assertThat(Figures.forecast(seconds)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.0000123 | 0.000012
          0.9       | 0.9
          2         | 2
          9.96      | 10
          1234.5    | 1,200
          9999999   | 10,000,000
          """)
  void estimate_anyValue_hasTwoDigitsAndNoExponent(double value, String words) {
    assertThat(Figures.estimate(value)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -1    | no thread
          0.4   | no thread
          1.4   | 1 thread
          37    | 37 threads
          4096  | 4,096 threads
          1e300 | 9,223,372,036,854,775,807 threads
          """)
  void threads_anyCount_agreeInNumber(double count, String words) {
    assertThat(Figures.threads(count)).isEqualTo(words);
    assertThat(Figures.threads(count, ThreadKind.VIRTUAL))
        .isEqualTo(words.replace("thread", "virtual thread"));
  }

  @Test
  void time_anyInstant_isInUtcToTheMinute() {
    assertThat(Figures.time(Instant.parse("2026-01-02T03:04:59Z"))).isEqualTo("2026-01-02 03:04");
    assertThat(Figures.time(Instant.MIN)).isEqualTo("0001-01-01 00:00");
    assertThat(Figures.time(Instant.MAX)).isEqualTo("9999-12-31 23:59");
  }
}
