package io.threadleak.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadleak.model.CreationSite;
import io.threadleak.model.LeakReport;
import io.threadleak.model.RecordedRound;
import io.threadleak.model.RecordedSite;
import io.threadleak.model.SampleReports;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.ThreadKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
  void next_recordedRoundOfBothKinds_hasEverySiteAndBothRests() throws IOException {
    LeakReport report = SampleReports.bothKinds();
    RecorderLines lines = new RecorderLines();
    Path file =
        write(
            "both.jsonl",
            new String(lines.header(report, 0), StandardCharsets.UTF_8)
                + new String(lines.round(report), StandardCharsets.UTF_8));

    RecordedRound round = read(file).get(0);

    assertThat(round.sites()).hasSize(7);
    for (ThreadKind kind : ThreadKind.values()) {
      assertThat(
              round.sites().values().stream()
                  .filter(site -> site.kind() == kind)
                  .mapToInt(RecordedSite::live)
                  .sum())
          .isEqualTo(report.live(kind));
      assertThat(round.sites().get(CreationSite.otherName(kind)).kind()).isEqualTo(kind);
    }
    assertThat(warnings).isEmpty();
  }

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
    try (Recordings recordings = open(write("a.jsonl", HEADER))) {
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

  @Test
  void open_fileTwice_isRefused() throws IOException {
    Path file = write("a.jsonl", HEADER + round(0));
    Path same = folder.resolve("../" + folder.getFileName() + "/a.jsonl");

    assertThatThrownBy(() -> read(file, same))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessage(same + ": given twice");
  }

  @Test
  void open_fileThatIsNotThere_isAnIoError() {
    assertThatThrownBy(() -> read(folder.resolve("none.jsonl")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> read(folder)).isInstanceOf(IOException.class);
  }

  @Test
  void open_someSites_readsThoseAlone() throws IOException {
    String line = round(0).replace("\"a\":{", "\"b\":{\"live\":\"x\"},\"a\":{");
    try (Recordings recordings =
        Recordings.open(
            List.of(write("a.jsonl", HEADER + line)), LIMITS, name -> name.equals("a"))) {
      assertThat(recordings.next().sites()).containsOnlyKeys("a");
    }
  }

  @Test
  void next_joinedFiles_areReadOnWhereTheIntervalIsTheSame() throws IOException {
    assertThat(read(write("a.jsonl", HEADER + round(0) + HEADER + round(1)))).hasSize(2);

    Path other = write("b.jsonl", HEADER + round(0) + HEADER.replace("10.0", "60.0") + round(1));
    assertThatThrownBy(() -> read(other))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessage(
            other
                + ":3: another header, with an interval of 60.0 s instead of 10.0 s: replay them"
                + " one by one");
  }

  @Test
  void next_joinedInTheWrongOrder_isANewRunWithAWarning() throws IOException {
    Path file =
        write("a.jsonl", HEADER + round(5) + round(6) + round(0) + round(1) + round(2) + round(3));

    assertThat(read(file)).hasSize(6);
    assertThat(warnings)
        .containsExactly(
            file + ":4: earlier than the line before, and so are the next ones: read as a new run");
  }

  @Test
  void warnings_many_areTheFirstTenAndACount() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 25; i++) {
      text.append(round(i)).append(round(i));
    }

    assertThat(read(write("a.jsonl", text.toString()))).hasSize(25);
    assertThat(warnings).hasSize(11).last().isEqualTo("and 15 more warnings");
  }

  @Test
  void next_moreSitesThanAllowedInAll_isRefusedWithACure() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 1001; i++) {
      text.append(round(i).replace("\"a\"", "\"site" + i + "\""));
    }
    Path file = write("a.jsonl", text.toString());

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(RecordingFormatException.class)
        .hasMessage(
            file
                + ":1002: more than 1000 sites: replay some by --site, or give a larger heap (-Xmx)");
  }

  @Test
  void next_moreSitesThanAllowedInALine_isRefused() throws IOException {
    String site = round(0).substring(round(0).indexOf("\"a\""), round(0).lastIndexOf("}}"));
    StringBuilder sites = new StringBuilder(site);
    for (int i = 0; i < 1000; i++) {
      sites.append(',').append(site.replace("\"a\"", "\"site" + i + "\""));
    }
    Path file = write("a.jsonl", HEADER + round(0).replace(site, sites));

    assertThatThrownBy(() -> read(file)).hasMessageStartingWith(file + ":2: more than 1000 sites");
  }

  @Test
  void next_gzipThatWasCut_countsWhatWasReadAndWarns() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 1000; i++) {
      text.append(round(i));
    }
    Path packed = folder.resolve("packed.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    byte[] content = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(content, content.length / 2));

    assertThat(read(packed)).hasSizeBetween(100, 900);
    assertThat(warnings)
        .hasSize(1)
        .first()
        .asString()
        .contains("the gzip stream was cut", packed.toString());
  }

  private static Recordings open(Path... files) throws IOException {
    return Recordings.open(List.of(files), LIMITS, site -> true);
  }

  private List<RecordedRound> read(Path... files) throws IOException {
    List<RecordedRound> rounds = new ArrayList<>();
    try (Recordings recordings = open(files)) {
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
