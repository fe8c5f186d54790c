package io.threadleak.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Disks that are full, closed or gone: one warning a kind, a count, and recording that resumes. */
class RecordingFailureTest {

  @TempDir Path folder;

  private final FailingDisk disk = new FailingDisk();

  @Test
  void write_diskFull_takesTheTornLineBackAndResumes() throws IOException {
    RecordingStand stand = stand();
    stand.write(2, 5);
    disk.room = 100;
    stand.write(3, 5);
    assertThat(RecordedFiles.rounds(folder)).as("whole lines, even now").hasSize(2);
    disk.room = Long.MAX_VALUE;
    stand.write(2, 5);

    assertThat(work(RecordedFiles.rounds(folder))).containsExactly(1L, 2L, 6L, 7L);
    assertThat(RecordedFiles.names(folder)).hasSize(1);
    assertThat(stand.lost).hasValue(3);
    assertThat(stand.told)
        .containsExactly(
            "recording to "
                + folder
                + ": a round could not be written (java.io.IOException: No space left on device);"
                + " make room; it is tried again each round",
            "recording to "
                + folder
                + ": rounds are recorded again (3 were lost); the lost ones are a gap");
  }

  @Test
  void write_diskFullAgainAndAgain_warnsOnce() throws IOException {
    RecordingStand stand = stand();
    for (int i = 0; i < 10; i++) {
      disk.room = 100;
      stand.write(1, 5);
      disk.room = Long.MAX_VALUE;
      stand.write(1, 5);
    }

    assertThat(stand.lost).hasValue(10);
    assertThat(stand.told).hasSize(2);
  }

  @Test
  void write_tornLineStays_goesOnInANewFile() throws IOException {
    RecordingStand stand = stand();
    stand.write(2, 5);
    disk.room = 100;
    disk.refusesToTruncate = true;
    stand.write(1, 5);
    disk.room = Long.MAX_VALUE;
    stand.write(1, 5);

    List<String> names = RecordedFiles.names(folder);
    assertThat(names).hasSize(2);
    assertThat(Files.readAllLines(folder.resolve(names.get(0)))).hasSize(4);
    List<JsonNode> second = RecordedFiles.lines(folder.resolve(names.get(1)));
    assertThat(second.get(0).path("lostRounds").asLong()).isEqualTo(1);
    assertThat(work(second.subList(1, 2))).containsExactly(4L);
  }

  @Test
  void begin_diskFull_leavesNoEmptyFiles() throws IOException {
    RecordingStand stand = stand();
    disk.room = 10;
    stand.write(5, 5);
    assertThat(RecordedFiles.names(folder)).isEmpty();
    disk.room = Long.MAX_VALUE;
    stand.write(1, 5);

    assertThat(work(RecordedFiles.rounds(folder))).containsExactly(6L);
    assertThat(stand.told).hasSize(2);
  }

  @Test
  void compress_diskFull_leavesThePlainFile() throws IOException {
    RecordingStand stand = stand();
    stand.write(1, 200);
    disk.room = 100;
    stand.write(1, 200);
    disk.room = Long.MAX_VALUE;
    stand.write(1, 200);

    assertThat(work(RecordedFiles.rounds(folder))).containsExactly(1L, 3L);
    assertThat(RecordedFiles.names(folder)).hasSize(2).allMatch(name -> name.endsWith(".jsonl"));
    assertThat(stand.told).anyMatch(sentence -> sentence.contains("could not be compressed"));
  }

  @Test
  void begin_noPermission_warnsOnceWithTheCureAndResumes() throws IOException {
    RecordingStand stand = stand();
    disk.readOnly = true;
    stand.write(3, 5);
    assertThat(stand.told)
        .singleElement()
        .asString()
        .startsWith("recording to " + folder + ": no file can be begun")
        .contains("AccessDeniedException", "give a directory that this process may write to");
    disk.readOnly = false;
    stand.write(1, 5);

    assertThat(work(RecordedFiles.rounds(folder))).containsExactly(4L);
  }

  @Test
  void begin_directoryIsAFile_warnsAndLeavesIt() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "precious");
    RecordingStand stand = new RecordingStand(file);
    stand.write(3, 5);

    assertThat(file).hasContent("precious");
    assertThat(stand.lost).hasValue(3);
    assertThat(stand.told).singleElement().asString().contains("FileAlreadyExistsException");
  }

  @Test
  void write_directoryDeletedUnderneath_isMadeAnew() throws IOException {
    Path directory = folder.resolve("recordings");
    RecordingStand stand = new RecordingStand(directory);
    stand.write(2, 5);
    for (String name : RecordedFiles.names(directory)) {
      Files.delete(directory.resolve(name));
    }
    Files.delete(directory);
    stand.write(2, 5);

    assertThat(work(RecordedFiles.rounds(directory))).containsExactly(3L, 4L);
    assertThat(stand.lost).hasValue(0);
    assertThat(stand.told).singleElement().asString().contains("was deleted");
  }

  @Test
  void warnings_listenerThrows_writingGoesOn() {
    RecorderWarnings warnings =
        new RecorderWarnings(
            folder,
            sentence -> {
              throw new IllegalStateException(sentence);
            });

    assertThatCode(() -> warnings.warn(RecorderWarnings.Kind.WRITE, "x"))
        .doesNotThrowAnyException();
  }

  @Test
  void limits_outOfRange_nameKnobValueAndRange() {
    Recorder.Builder builder = Recorder.builder(folder);

    assertThatThrownBy(() -> builder.maxFileBytes(65_535))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxFileBytes must be from 65536 to 1073741824 bytes, but is 65535");
    assertThatThrownBy(() -> builder.maxTotalBytes(1L << 41))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxTotalBytes")
        .hasMessageContaining("2199023255552");
    assertThatThrownBy(() -> builder.maxAge(Duration.ofMinutes(59)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxAge must be from 1 h to 3,650 days, but is PT59M");
  }

  private RecordingStand stand() {
    return new RecordingStand(folder, RecordingStand.SMALL, disk);
  }

  private static List<Long> work(List<JsonNode> rounds) {
    return rounds.stream().map(round -> round.path("throughput").asLong()).toList();
  }
}
