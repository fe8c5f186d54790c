package io.threadleak.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadleak.model.SampleReports;
import io.threadleak.model.SiteReport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reader makes of texts that others wrote. */
class JsonReadingTest {

  private final JsonReports json = new JsonReports();
  private final String good = json.write(SampleReports.typical());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "7",
        "[]",
        "{}",
        "<html>",
        "{\"format\":\"threadleak-recording\",\"version\":1}",
        "{\"format\":{},\"version\":1}",
        "{\"format\":\"threadleak-report\",\"version\":1"
      })
  void read_anotherText_isRefusedAsNoReport(String text) {
    assertThatThrownBy(() -> json.read(text))
        .isInstanceOf(ReportFormatException.class)
        .hasMessageStartingWith("not a threadleak report: ");
  }

  @Test
  void read_laterVersion_namesBothVersions() {
    assertThatThrownBy(() -> json.read("{\"format\":\"threadleak-report\",\"version\":2}"))
        .isInstanceOf(ReportFormatException.class)
        .hasMessage("not a threadleak report: \"version\" is 2, this release reads 1");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"siteId\":\"1a2b3c4d\",`, ``, `'siteId'`",
        "`\"time\":\"2026-01-02T03:04:05Z\",`, ``, `'time'`",
        "`\"timed_waiting\":0`, `\"x\":0`, `\"states.timed_waiting\" is missing`",
        "`\"14400\":0`, `\"x\":0`, `\"aged.14400\" is missing`",
        "`\"1440\":0`, `\"x\":0`, `\"agedRounds.1440\" is missing`",
        "`\"kind\":\"platform\"`, `\"kind\":\"green\"`, `\"kind\" is unknown: green`",
        "`\"source\":\"agent\"`, `\"source\":\"guess\"`, `\"source\" is unknown: guess`",
        "`\"verdict\":\"leaking\"`, `\"verdict\":\"odd\"`, `\"verdict\" is unknown: odd`",
        "`\"low\":0.125`, `\"low\":0.5`, `not low <= value`",
        "`\"deadlocked\":0,`, ``, `deadlocked`",
        "`\"started\":137`, `\"started\":\"many\"`, `many`",
        "`\"notes\":[`, `\"notes\":[null,`, `null`",
      })
  void read_brokenReport_namesWhatIsWrong(String part, String replacement, String message) {
    String broken = good.replace(part, replacement);
    assertThat(broken).isNotEqualTo(good);

    assertThatThrownBy(() -> json.read(broken))
        .isInstanceOf(ReportFormatException.class)
        .hasMessageStartingWith("not a threadleak report: ")
        .hasMessageContaining(message);
  }

  @Test
  void read_unknownKeys_arePassedOver() throws Exception {
    String later = good.replace("\"deadlocked\":0", "\"news\":[{}],\"deadlocked\":0");

    assertThat(json.read(later.replace("\"live\":37", "\"proof\":{},\"live\":37")))
        .isEqualTo(SampleReports.typical());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "(", ")", "()", "a.b", "a.b(", ".(:)", "a.b(:)", "a.b(X:99999999999)"})
  void read_oddFrame_isAFrame(String text) throws Exception {
    String odd = good.replace("java.lang.Thread.start(Thread.java:809)", text);

    List<SiteReport> sites = json.read(odd).sites();

    assertThat(sites.get(0).site().frames()).hasSize(2);
  }
}
