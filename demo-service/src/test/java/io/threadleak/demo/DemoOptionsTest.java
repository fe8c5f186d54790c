package io.threadleak.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DemoOptionsTest {

  @Test
  void commandLine_empty_hasTheDefaults() {
    assertThat(DemoOptions.parse(List.of())).isEqualTo(DemoOptions.DEFAULTS);
  }

  @Test
  void commandLine_withEveryOption_isRead() {
    assertThat(
            DemoOptions.parse(
                List.of(
                    "--healthy",
                    "--port",
                    "8080",
                    "--rate",
                    "50",
                    "--seconds",
                    "7",
                    "--host",
                    "::1")))
        .isEqualTo(new DemoOptions("::1", 8080, true, 7, 50));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--sceonds", "-x", "", "90", "--port=1"})
  void option_unknown_isNamedBesideThoseThatAreKnown(String option) {
    assertThatThrownBy(() -> DemoOptions.parse(List.of(option)))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "unknown option '%s'; the options are --host, --port, --healthy, --seconds and --rate",
            option);
  }

  @ParameterizedTest
  @CsvSource({
    "--port, 65536, 0 to 65535",
    "--port, -1, 0 to 65535",
    "--port, http, 0 to 65535",
    "--seconds, 86401, 0 to 86400",
    "--seconds, 1.5, 0 to 86400",
    "--rate, 0, 1 to 200",
    "--rate, 201, 1 to 200",
    "--rate, 99999999999, 1 to 200",
  })
  void number_outOfRange_isNamedWithItsRange(String option, String value, String range) {
    assertThatThrownBy(() -> DemoOptions.parse(List.of(option, value)))
        .isInstanceOf(UsageException.class)
        .hasMessage("%s is '%s'; give a whole number from %s", option, value, range);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port", "--host", "--seconds", "--rate"})
  void option_withoutItsValue_saysSo(String option) {
    assertThatThrownBy(() -> DemoOptions.parse(List.of(option)))
        .isInstanceOf(UsageException.class)
        .hasMessage("%s needs a value", option);
  }
}
