package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.attribution.Samples;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.sampling.Throughput;
import io.threadleak.sampling.WorkMeter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NotesTest {

  @Test
  void of_poolsThatFoundNoRoom_countsThem() {
    assertThat(notesOf(Samples.ledgerWithoutRoomForPools(3)))
        .contains("3 thread pools found no room: where they were made is unknown.");
    assertThat(notesOf(Samples.ledgerWithoutRoomForPools(0)))
        .noneMatch(note -> note.contains("found no room"));
  }

  private static List<String> notesOf(ThreadLedger ledger) {
    return Notes.of(
        List.of(),
        null,
        ledger,
        new WorkMeter(Throughput.none()),
        new Samples().snapshot(List.of()),
        null);
  }
}
