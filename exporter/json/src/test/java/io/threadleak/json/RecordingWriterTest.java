package io.threadleak.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.LeakReport;
import io.threadleak.model.RecordedRound;
import io.threadleak.model.RecordedSite;
import io.threadleak.model.SiteReport;
import io.threadleak.model.ThreadKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Files, their names, their ends and their removal. */
class RecordingWriterTest {

  private static final String FIRST = "threadleak-20011121T081500Z-4711.jsonl";

  @TempDir Path folder;

  @Test
  void write_everyRound_isInTheFileAtOnce() throws IOException {
    RecordingStand stand = new RecordingStand(folder);
    for (int round = 1; round <= 3; round++) {
      stand.write(1, 2);

      assertThat(RecordedFiles.names(folder)).containsExactly(FIRST);
      assertThat(work(RecordedFiles.rounds(folder))).hasSize(round).last().isEqualTo((long) round);
    }
    assertThat(stand.told).isEmpty();
    assertThat(stand.lost).hasValue(0);
  }

  @Test
  void write_manyFiles_areReadBackAsOneRecording() throws IOException {
    RecordingStand stand = new RecordingStand(folder);
    LeakReport first = stand.next(100);
    stand.writer.write(first);
    stand.clock.pass(Duration.ofSeconds(10));
    stand.write(9, 100);

    List<Path> files = RecordedFiles.names(folder).stream().map(folder::resolve).toList();
    assertThat(files).hasSizeGreaterThan(2);
    List<RecordedRound> rounds = new ArrayList<>();
    try (Recordings recordings = Recordings.open(files, RecordingLimits.ofHeap(1 << 30))) {
      assertThat(recordings.interval()).hasSeconds(10);
      for (RecordedRound round; (round = recordings.next()) != null; ) {
        rounds.add(round);
      }
      assertThat(recordings.warnings()).isEmpty();
    }
    assertThat(rounds)
        .extracting(RecordedRound::work)
        .containsExactly(1., 2., 3., 4., 5., 6., 7., 8., 9., 10.);
    assertThat(rounds.get(0).epochSeconds()).isEqualTo(first.time().toEpochMilli() / 1e3);
    SiteReport row = first.sites().get(49);
    assertThat(rounds.get(0).sites().get(row.site().label()))
        .isEqualTo(
            new RecordedSite(
                ThreadKind.PLATFORM,
                row.live(),
                row.started(),
                row.ended(),
                new TreeMap<>(Map.of(60, 49, 300, 24, 900, 0, 3600, 0, 14400, 0)),
                200));
  }

  @Test
  void write_newDirectory_isItsOwnersAlone() throws IOException {
    Path deep = folder.resolve("a/b");
    new RecordingStand(deep).write(1, 1);

    assertThat(permissions(deep)).isEqualTo("rwx------");
    assertThat(permissions(deep.resolve(FIRST))).isEqualTo("rw-------");
  }

  @Test
  void write_directoryBySymbolicLink_isUsed() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    new RecordingStand(Files.createSymbolicLink(folder.resolve("link"), real)).write(1, 1);

    assertThat(RecordedFiles.names(real)).containsExactly(FIRST);
  }

  @Test
  void write_fileFull_isCompressedAndTheNextBegun() throws IOException {
    RecordingStand stand = new RecordingStand(folder);
    stand.write(10, 100);

    List<String> names = RecordedFiles.names(folder);
    assertThat(names).hasSizeGreaterThan(2);
    assertThat(names.subList(0, names.size() - 1)).allMatch(name -> name.endsWith(".jsonl.gz"));
    assertThat(names.get(names.size() - 1)).endsWith(".jsonl");
    for (String name : names) {
      assertThat(permissions(folder.resolve(name))).isEqualTo("rw-------");
    }
    assertThat(work(RecordedFiles.rounds(folder))).isEqualTo(numbers(10));
    assertThat(stand.told).isEmpty();
  }

  @Test
  void write_lineLargerThanAFile_hasAFileOfItsOwn() throws IOException {
    RecordingStand stand = new RecordingStand(folder);
    stand.write(3, 1_000);

    assertThat(RecordedFiles.names(folder)).hasSize(3);
    assertThat(work(RecordedFiles.rounds(folder))).isEqualTo(numbers(3));
  }

  @Test
  void write_dayOver_endsTheFile() throws IOException {
    RecordingStand stand = new RecordingStand(folder);
    stand.write(1, 1);
    stand.clock.pass(Duration.ofDays(1).minusSeconds(11));
    stand.write(1, 1);
    assertThat(RecordedFiles.names(folder)).containsExactly(FIRST);
    stand.write(1, 1);

    assertThat(RecordedFiles.names(folder))
        .containsExactly(FIRST + ".gz", "threadleak-20011122T081509Z-4711.jsonl");
  }

  @Test
  void write_clockSetBackByDays_endsTheFile() throws IOException {
    RecordingStand stand = new RecordingStand(folder);
    stand.write(1, 1);
    stand.clock.pass(Duration.ofDays(-2));
    stand.write(1, 1);

    assertThat(RecordedFiles.names(folder)).contains(FIRST + ".gz").hasSize(2);
  }

  @Test
  void write_tooMuchInTheDirectory_deletesTheOldestAndStaysBelow() throws IOException {
    RecordingStand stand = new RecordingStand(folder);
    int most = 0;
    for (int i = 0; i < 40; i++) {
      Path left = folder.resolve("threadleak-19990101T0000%02dZ-1.jsonl".formatted(i));
      Files.write(left, new byte[100_000]);
      Files.setLastModifiedTime(left, FileTime.from(stand.clock.instant().minusSeconds(40 - i)));
    }
    for (int i = 0; i < 30; i++) {
      stand.write(1, 100);
      long bytes = RecordedFiles.bytes(folder);
      assertThat(bytes).isLessThanOrEqualTo(RecordingStand.SMALL.totalBytes());
      most = (int) Math.max(most, bytes);
    }

    assertThat(most).isGreaterThan(800_000);
    assertThat(RecordedFiles.names(folder))
        .contains("threadleak-19990101T000039Z-1.jsonl")
        .doesNotContain("threadleak-19990101T000000Z-1.jsonl");
  }

  @Test
  void write_manyTinyFiles_areBoundedToo() throws IOException {
    for (int i = 0; i < 600; i++) {
      Files.createFile(folder.resolve("threadleak-19990101T000000Z-1-%d.jsonl".formatted(i + 2)));
    }
    new RecordingStand(folder).write(1, 1);

    assertThat(RecordedFiles.names(folder)).hasSizeLessThan(256);
  }

  @Test
  void write_filesTooOld_areDeletedOthersStay() throws IOException {
    RecordingStand stand = new RecordingStand(folder);
    aged(stand, "threadleak-19990101T000000Z-1.jsonl", Duration.ofDays(8));
    aged(stand, "threadleak-19990101T000000Z-1-2.jsonl.gz", Duration.ofDays(8));
    aged(stand, "threadleak-19990102T000000Z-1.jsonl", Duration.ofDays(6));
    aged(stand, "threadleak-19990103T000000Z-1.jsonl.gz.part", Duration.ofHours(2));
    aged(stand, "threadleak-19990104T000000Z-1.jsonl.gz.part", Duration.ofMinutes(2));
    stand.write(1, 1);

    assertThat(RecordedFiles.names(folder))
        .containsExactly(
            "threadleak-19990102T000000Z-1.jsonl",
            "threadleak-19990104T000000Z-1.jsonl.gz.part",
            FIRST);
  }

  @Test
  void write_foreignFiles_areNeverTouched() throws IOException {
    RecordingStand stand = new RecordingStand(folder);
    List<String> foreign =
        List.of(
            "threadleak-19990101T000000Z-1.jsonl.bak",
            "threadleak-19990101T000000Z.jsonl",
            "threadleak.jar",
            "x-threadleak-19990101T000000Z-1.jsonl");
    for (String name : foreign) {
      aged(stand, name, Duration.ofDays(5_000));
    }
    Path precious = aged(stand, "precious", Duration.ofDays(5_000));
    Path link = folder.resolve("threadleak-19990101T000000Z-1.jsonl");
    Files.createSymbolicLink(link, precious);
    Files.createDirectory(folder.resolve("threadleak-19990101T000000Z-2.jsonl"));
    stand.write(30, 100);

    assertThat(RecordedFiles.names(folder))
        .containsAll(foreign)
        .contains("precious", link.getFileName().toString())
        .contains("threadleak-19990101T000000Z-2.jsonl");
    assertThat(precious).hasSize(3);
  }

  @Test
  void begin_nameTaken_leavesThatFileAlone() throws IOException {
    Path plain = Files.writeString(folder.resolve(FIRST), "old");
    Path zipped =
        Files.writeString(folder.resolve("threadleak-20011121T081500Z-4711-2.jsonl.gz"), "old");
    new RecordingStand(folder).write(1, 1);

    assertThat(plain).hasContent("old");
    assertThat(zipped).hasContent("old");
    assertThat(RecordedFiles.names(folder))
        .hasSize(3)
        .contains("threadleak-20011121T081500Z-4711-3.jsonl");
  }

  @Test
  void write_twoProcessesOfOneIdInOneSecond_haveTheirOwnFiles() throws IOException {
    RecordingStand one = new RecordingStand(folder);
    RecordingStand two = new RecordingStand(folder);
    for (int i = 0; i < 10; i++) {
      one.write(1, 100);
      two.write(1, 100);
    }

    assertThat(work(RecordedFiles.rounds(folder)))
        .hasSize(20)
        .containsAll(numbers(10))
        .allMatch(number -> number <= 10);
    assertThat(one.told).isEmpty();
    assertThat(two.told).isEmpty();
  }

  @Test
  void write_processEndsWithinALine_losesThatLineOnly() throws IOException {
    RecordingStand killed = new RecordingStand(folder);
    killed.write(3, 2);
    Path file = folder.resolve(FIRST);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 10));

    RecordingStand next = new RecordingStand(folder);
    next.write(2, 2);

    assertThat(Files.size(file)).isEqualTo(bytes.length - 10L);
    assertThat(Files.readAllLines(file).subList(0, 3))
        .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    assertThat(RecordedFiles.names(folder)).hasSize(2);
  }

  private Path aged(RecordingStand stand, String name, Duration age) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "old");
    return Files.setLastModifiedTime(file, FileTime.from(stand.clock.instant().minus(age)));
  }

  private static List<Long> work(List<JsonNode> rounds) {
    return rounds.stream().map(round -> round.path("throughput").asLong()).toList();
  }

  private static List<Long> numbers(int most) {
    return LongStream.rangeClosed(1, most).boxed().toList();
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
