package io.threadleak.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingHeaderTest {

  private static final String HEADER =
      "{\"format\":\"threadleak-recording\",\"version\":1,\"intervalSeconds\":10.0}";

  @ParameterizedTest
  @CsvSource({"10.0, 10000", "1, 1000", "0.25, 250", "86400, 86400000"})
  void open_interval_isThatOfTheHeader(String seconds, long millis) throws IOException {
    try (RecordingReader reader = open(HEADER.replace("10.0", seconds))) {
      assertThat(reader.interval()).isEqualTo(Duration.ofMillis(millis));
      assertThat(reader.next()).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"news\":[{}],\"intervalSeconds\":10,\"version\":1,\"format\":\"threadleak-recording\"}",
        "\uFEFF{\"format\":\"threadleak-recording\",\"version\":1,\"intervalSeconds\":10}\r\n"
      })
  void open_otherOrderAndNewKeys_areRead(String header) throws IOException {
    try (RecordingReader reader = open(header)) {
      assertThat(reader.interval()).isEqualTo(Duration.ofSeconds(10));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>",
        "7",
        "[]",
        "{}",
        "{\"format\":\"threadleak-report\",\"version\":1}",
        "{\"format\":{},\"version\":1}",
        "{\"t\":1760000000.0,\"throughput\":1,\"sites\":{}}",
        "{\"format\":\"threadleak-rec",
        "\u0000\u0001\u0002"
      })
  void open_anotherText_isRefusedWithTheLineThatIsExpected(String text) {
    assertThatThrownBy(() -> open(text))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessageStartingWith("orders.jsonl:1: ")
        .hasMessageContaining("such as " + HEADER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "\uFEFF", "\r\n \n"})
  void open_empty_isRefused(String text) {
    assertThatThrownBy(() -> open(text))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessageStartingWith("orders.jsonl: empty; ");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "`\"version\":1` | `\"version\":2` | `\"version\" is 2, this release reads 1`",
        "`\"version\":1` | `\"version\":\"1\"` | `\"version\" is \"1\", this release reads 1`",
        "`\"version\":1` | `\"version\":{}` | `\"version\" is an object, this release reads 1`",
        "`\"version\":1,` | `` | `\"version\" is missing`",
        "`,\"intervalSeconds\":10.0` | `` | `\"intervalSeconds\" is missing`",
        "10.0 | 0 | `\"intervalSeconds\" must be a number from 0.001 to 86400, but is 0`",
        "10.0 | -10 | but is -10",
        "10.0 | 1e999 | but is 1e999",
        "10.0 | \"10s\" | but is \"10s\"",
        "10.0 | null | but is null",
      })
  void open_unfitHeader_saysWhatIsWrong(String part, String replacement, String message) {
    assertThatThrownBy(() -> open(HEADER.replace(part, replacement)))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessageStartingWith("orders.jsonl:1: ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"10s\"", "{\"seconds\":10}"})
  void open_laterVersionOfAnotherShape_isKnownByItsVersion(String interval) {
    String later = HEADER.replace("10.0", interval).replace("\"version\":1", "\"version\":2");

    assertThatThrownBy(() -> open(later)).hasMessageContaining("\"version\" is 2");
  }

  private static RecordingReader open(String text) throws IOException {
    return RecordingReader.of(
        "orders.jsonl",
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        new RecordingLimits(1 << 20, 100),
        site -> true,
        warning -> {});
  }
}
