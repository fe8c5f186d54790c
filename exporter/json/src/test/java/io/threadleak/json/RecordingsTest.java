package io.threadleak.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadleak.model.RecordedRound;
import io.threadleak.model.RecordedSite;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.ThreadKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole files: what is read, put right, left out or refused across lines. */
class RecordingsTest {

  private static final RecordingLimits LIMITS = new RecordingLimits(1 << 20, 1000);

  private static final String HEADER =
      "{\"format\":\"threadleak-recording\",\"version\":1,\"intervalSeconds\":10.0}\n";

  @TempDir private Path folder;
  private List<String> warnings = List.of();

  @Test
  void next_documentedLine_isThatRound() throws IOException {
    Path file =
        write(
            "orders.jsonl",
            HEADER
                + """
                {"t":1760000000.5,"throughput":459,"sites":{"NAME":{"kind":"platform","live":52,\
                "started":112,"terminated":60,"olderThan":{"60":40,"300":12,"900":0}}}}
                """);

    assertThat(read(file))
        .containsExactly(
            new RecordedRound(
                1760000000.5,
                459,
                Map.of(
                    "NAME",
                    new RecordedSite(
                        ThreadKind.PLATFORM,
                        52,
                        112,
                        60,
                        new TreeMap<>(Map.of(60, 40, 300, 12, 900, 0)),
                        SiteHistory.UNBOUNDED))));
    assertThat(warnings).isEmpty();
  }

  @Test
  void open_header_tellsTheInterval() throws IOException {
    try (Recordings recordings = Recordings.open(List.of(write("a.jsonl", HEADER)), LIMITS)) {
      assertThat(recordings.interval()).isEqualTo(Duration.ofSeconds(10));
      assertThat(recordings.next()).isNull();
      assertThat(recordings.next()).isNull();
    }
  }

  @Test
  void next_gzip_isToldByItsMagicBytes() throws IOException {
    Path plain = write("plain.gz", HEADER + round(0) + round(1));
    Path packed = folder.resolve("packed.jsonl");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(plain, out);
    }

    assertThat(read(packed)).hasSize(2).isEqualTo(read(plain));
  }

  @Test
  void next_tornLastLine_isLeftOutWithAWarning() throws IOException {
    Path file = write("orders.jsonl", HEADER + round(0) + round(1) + "{\"t\":17600000");

    assertThat(read(file)).hasSize(2);
    assertThat(warnings).containsExactly(file + ":4: the last line is torn and left out");
  }

  @Test
  void next_malformedLineElsewhere_isAnErrorWithItsNumber() throws IOException {
    Path file = write("orders.jsonl", HEADER + round(0) + "{\"t\":17600000\n" + round(2));

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessageStartingWith(file + ":3: no JSON: ");
  }

  @Test
  void open_severalFiles_areReadByTheTimeOfTheirFirstRound() throws IOException {
    Path late = write("a.jsonl", HEADER + round(2) + round(3));
    Path early = write("b.jsonl", HEADER + round(0) + round(1));

    assertThat(read(late, early)).isEqualTo(rounds(0, 1, 2, 3));
    assertThat(warnings).isEmpty();
  }

  @Test
  void open_filesOfSeveralIntervals_areRefusedByName() throws IOException {
    Path ten = write("a.jsonl", HEADER + round(2));
    Path sixty = write("b.jsonl", HEADER.replace("10.0", "60.0") + round(3));

    assertThatThrownBy(() -> read(ten, sixty))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessage(
            "%s has rounds every 10.0 s and %s every 60.0 s: replay them one by one"
                .formatted(ten, sixty));
  }

  private List<RecordedRound> read(Path... files) throws IOException {
    List<RecordedRound> rounds = new ArrayList<>();
    try (Recordings recordings = Recordings.open(List.of(files), LIMITS)) {
      for (RecordedRound round = recordings.next(); round != null; round = recordings.next()) {
        rounds.add(round);
      }
      warnings = recordings.warnings();
    }
    return rounds;
  }

  private List<RecordedRound> rounds(int... numbers) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int number : numbers) {
      text.append(round(number));
    }
    return read(write("expected.jsonl", text.toString()));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
  }

  private static String round(int number) {
    return "{\"t\":%d,\"throughput\":%d,\"sites\":{\"a\":%s}}%n"
        .formatted(
            1_760_000_000 + 10 * number,
            number,
            "{\"kind\":\"virtual\",\"live\":1,\"started\":%d,\"terminated\":%d}"
                .formatted(number + 1, number));
  }
}
