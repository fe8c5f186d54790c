package io.threadleak.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentRecordingsTest {

  private static final Instant NOW = Instant.parse("2026-11-21T08:15:00Z");

  @TempDir Path folder;

  @Test
  void find_ownFilesOfLate_oldestFirst() throws Exception {
    file("threadleak-20261120T010000Z-42.jsonl.gz", -7_201, 10);
    Path first = file("threadleak-20261121T060000Z-42.jsonl.gz", -7_199, 10);
    Path second = file("threadleak-20261121T080000Z-42-2.jsonl", 0, 10);
    file("threadleak-20261121T080000Z-43.jsonl", 0, 10);
    file("threadleak-20261121T080000Z-42.jsonl.gz.part", 0, 10);
    file("notes.jsonl", 0, 10);

    assertThat(RecentRecordings.find(folder, 42, NOW.minusSeconds(7_200), 1_000))
        .containsExactly(first, second);
  }

  @Test
  void find_moreThanFits_isTheLatest() throws Exception {
    file("threadleak-20261121T060000Z-42.jsonl.gz", -60, 10);
    Path latest = file("threadleak-20261121T080000Z-42.jsonl", 0, 10);

    assertThat(RecentRecordings.find(folder, 42, NOW.minusSeconds(7_200), 19))
        .containsExactly(latest);
  }

  @Test
  void find_nothingRecordedYet_fails() {
    assertThatThrownBy(() -> RecentRecordings.find(folder.resolve("none"), 42, NOW, 1_000))
        .isInstanceOf(NoSuchFileException.class);
  }

  private Path file(String name, int secondsFromNow, int bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), new byte[bytes]);
    return Files.setLastModifiedTime(file, FileTime.from(NOW.plusSeconds(secondsFromNow)));
  }
}
