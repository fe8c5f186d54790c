package io.threadleak.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyTest {

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        1,
        7,
        10,
        99,
        100,
        9_999_999,
        10_000_000,
        1.767323045E9,
        -3,
        0.25,
        9.0E-4,
        301.5,
        Long.MAX_VALUE
      })
  void append_number_isSpelledAsJavaDoes(double value) {
    Body body = new Body(0);

    body.append(value);

    assertThat(new String(body.toByteArray(), UTF_8)).isEqualTo(Double.toString(value));
  }

  @Test
  void append_moreThanExpected_grows() {
    Body body = new Body(1);

    body.append("site=\"nä".getBytes(UTF_8));
    body.append('"');
    body.append("xyz".getBytes(UTF_8), 1);

    assertThat(new String(body.toByteArray(), UTF_8)).isEqualTo("site=\"nä\"x");
  }
}
