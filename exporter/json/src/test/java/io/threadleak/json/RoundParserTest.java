package io.threadleak.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadleak.model.RecordedRound;
import io.threadleak.model.RecordedSite;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.ThreadKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a line may be, and what is said of one that it may not be. */
class RoundParserTest {

  private static final String HEADER =
      "{\"format\":\"threadleak-recording\",\"version\":1,\"intervalSeconds\":10.0}\n";

  private static final String ROUND =
      """
      {"t":1760000000.0,"throughput":459,"sites":{"a":{"kind":"platform","live":52,\
      "started":112,"terminated":60,"olderThan":{"60":40,"300":12}}}}
      """;

  private final List<String> warnings = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"throughput\":459`, `\"throughput\":null`",
        "`\"throughput\":459,`, ``",
        "`\"live\":52`, `\"live\":52.0`",
        "`\"started\":112`, `\"started\":1.12e2`",
        "`\"olderThan\":{\"60\":40,\"300\":12}`, `\"olderThan\":null`",
        "`,\"olderThan\":{\"60\":40,\"300\":12}`, ``",
        "`{\"60\":40,\"300\":12}`, `{\"300\":12,\"60\":40}`",
        "`{\"60\":40,\"300\":12}`, `{}`",
        "`\"live\":52`, `\"live\":52,\"news\":{\"live\":[[{}]]},\"version\":2`",
        "`\"t\":1760000000.0`, `\"t\":1760000000,\"format\":7`",
        "`}}}}`, `},\"bound\":null}}} \r`",
      })
  void read_otherButFitLine_isARound(String part, String replacement) throws IOException {
    RecordedSite site = only(ROUND.replace(part, replacement)).sites().get("a");

    assertThat(site.kind()).isEqualTo(ThreadKind.PLATFORM);
    assertThat(site.live()).isEqualTo(52);
    assertThat(site.started()).isEqualTo(112);
    assertThat(site.ended()).isEqualTo(60);
    assertThat(site.bound()).isEqualTo(SiteHistory.UNBOUNDED);
    assertThat(site.olderThan().at(60)).isIn(40, -1);
  }

  @Test
  void read_extremes_areKept() throws IOException {
    RecordedRound round =
        only(
            ROUND
                .replace("112", "9223372036854775807")
                .replace("52", "2147483647")
                .replace("459", "1e300")
                .replace("}}}}", "},\"bound\":8}}}"));

    assertThat(round.work()).isEqualTo(1e300);
    assertThat(round.sites().get("a").started()).isEqualTo(Long.MAX_VALUE);
    assertThat(round.sites().get("a").live()).isEqualTo(Integer.MAX_VALUE);
    assertThat(round.sites().get("a").bound()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "52 | \"x\" | `site \"a\": \"live\" must be a whole number from 0 to 2147483647, but is \"x\"`",
        "52 | null | `\"live\" must be a whole number from 0 to 2147483647, but is null`",
        "52 | 2147483648 | but is 2147483648",
        "52 | -1 | `\"live\" must be a whole number from 0 to 2147483647, but is -1`",
        "52 | 0.5 | but is 0.5",
        "52 | [1] | but is an array",
        "52 | {\"a\":1} | but is an object",
        "112 | 9223372036854775808 | `\"started\" must be a whole number of 0 or more, but is 9223372036854775808`",
        "112 | 1e999 | but is 1e999",
        "112 | true | but is true",
        "60, | -60, | `\"terminated\" must be a whole number of 0 or more, but is -60`",
        "459 | -459 | `\"throughput\" must be a number of 0 or more, but is -459`",
        "459 | 1e999 | `\"throughput\" must be a number of 0 or more, but is 1e999`",
        "459 | \"many\" | but is \"many\"",
        "1760000000.0 | -1 | `\"t\" must be a number from 0 to 253402300799, but is -1`",
        "1760000000.0 | 1760000000000 | but is 1760000000000",
        "1760000000.0 | null | but is null",
        "`\"t\":1760000000.0,` | `` | `\"t\" is missing`",
        "\"sites\" | \"side\" | `\"sites\" is missing`",
        "\"kind\" | \"sort\" | `site \"a\": \"kind\" is missing`",
        "\"live\" | \"life\" | `site \"a\": \"live\" is missing`",
        "\"started\" | \"begun\" | `site \"a\": \"started\" is missing`",
        "\"terminated\" | \"ended\" | `site \"a\": \"terminated\" is missing`",
        "platform | green | `\"kind\" must be \"platform\" or \"virtual\", but is \"green\"`",
        "\"60\" | \"0\" | `\"olderThan\" must have ages in whole seconds from 1 to 999999999, but has \"0\"`",
        "\"60\" | \"\" | but has \"\"",
        "\"60\" | \"-60\" | but has \"-60\"",
        "\"60\" | \"1234567890\" | but has \"1234567890\"",
        "\"60\" | \"6e1\" | but has \"6e1\"",
        "\"60\" | \"300\" | `\"olderThan\" has \"300\" twice`",
        "40 | 2147483648 | `\"60\" must be a whole number from 0 to 2147483647`",
        "`{\"60\":40,\"300\":12}` | `[40,12]` | `\"olderThan\" must be an object, but is an array`",
        "`{\"a\":{` | `{\"a\":7,\"b\":{` | `site \"a\": \"its value\" must be an object, but is 7`",
        "`}}}}` | `}}}}{}` | one object a line",
        "`}}}}` | `}}}} 7` | one object a line",
        "`\"sites\":{` | `\"sites\":[` | `\"sites\" must be an object, but is an array`",
      })
  void read_unfitLine_saysWhereWhatAndWhatInstead(String part, String other, String message) {
    String broken = ROUND.replace(part, other);
    assertThat(broken).isNotEqualTo(ROUND);

    assertThatThrownBy(() -> only(broken + ROUND))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessageStartingWith("orders.jsonl:2: ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "7, `a round must be an object, but is 7`",
        "`[]`, `a round must be an object, but is an array`",
        "`{\"t\":NaN}`, no JSON",
        "`{\"t\":-Infinity}`, no JSON",
        "`{t:1}`, no JSON",
        "`{\"t\":01}`, no JSON",
        "`{\"t\":1,}`, no JSON",
        "`{'t':1}`, no JSON",
        "`\u0000\u0000`, no JSON",
      })
  void read_noRound_saysWhereAndWhat(String line, String message) {
    assertThatThrownBy(() -> only(line + "\n" + ROUND))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessageStartingWith("orders.jsonl:2: " + message);
  }

  @Test
  void read_siteTwice_isRefused() {
    String site = ROUND.substring(ROUND.indexOf("\"a\""), ROUND.indexOf("}}}") + 2);

    assertThatThrownBy(() -> only(ROUND.replace(site, site + "," + site)))
        .hasMessage("orders.jsonl:2: site \"a\" stands there twice");
  }

  @Test
  void read_deepNesting_isRefusedOrPassedOverWithoutRecursion() throws IOException {
    String nested = "[".repeat(90) + "]".repeat(90);
    assertThat(only(ROUND.replace("\"t\"", "\"news\":" + nested + ",\"t\""))).isNotNull();

    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThatThrownBy(() -> only(ROUND.replace("\"t\"", "\"news\":" + deep + ",\"t\"")))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessageStartingWith("orders.jsonl:2: ")
        .hasMessageContaining("depth");
  }

  @Test
  void read_hostileText_isShownShortAndWithoutControls() {
    String hostile = "\\u001b[2J" + "x".repeat(500);

    assertThatThrownBy(() -> only(ROUND.replace("52", "\"" + hostile + "\"")))
        .isInstanceOf(RecordingFormatException.class)
        .satisfies(
            e -> assertThat(e.getMessage()).hasSizeLessThan(250).doesNotContain("\u001b", "\n"));
  }

  @Test
  void read_nameBeyondTheLimit_isRefused() throws IOException {
    assertThat(only(ROUND.replace("\"a\"", "\"" + "x".repeat(2000) + "\""))).isNotNull();
    assertThatThrownBy(() -> only(ROUND.replace("\"a\"", "\"" + "x".repeat(3000) + "\"")))
        .isInstanceOf(RecordingFormatException.class);
  }

  private RecordedRound only(String lines) throws IOException {
    byte[] content = (HEADER + lines).getBytes(StandardCharsets.UTF_8);
    try (RecordingReader reader =
        RecordingReader.of(
            "orders.jsonl",
            new ByteArrayInputStream(content),
            new RecordingLimits(1 << 20, 100),
            site -> true,
            warnings::add)) {
      RecordedRound round = reader.next();
      while (reader.next() != null) {
        // To the end, for a line is only torn if it is the last.
      }
      return round;
    }
  }
}
