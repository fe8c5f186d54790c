package io.threadleak.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.pprof.ProfileTable.SampleType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ProfileTableTest {

  private static final Instant TIME = Instant.EPOCH;

  @Test
  void since_earlier_hasWhatGrewShrankAndCame_butNothingThatStayed() {
    ProfileTable before = table(TIME, row("stays", 4), row("grows", 1), row("goes", 2));
    ProfileTable after =
        table(TIME.plusSeconds(30), row("stays", 4), row("grows", 6), row("new", 1));

    ProfileTable delta = after.since(before);

    assertThat(delta.rows())
        .extracting(row -> row.frames().get(0).function() + row.count())
        .containsExactly("grows5", "new1", "goes-2");
    assertThat(delta.covers()).isEqualTo(Duration.ofSeconds(30));
    assertThat(delta.time()).isEqualTo(TIME.plusSeconds(30));
  }

  @Test
  void rows_withSameStackAndLabels_areAddedUp() {
    ProfileTable table = table(TIME, row("a", 1), row("a", 2), row("b", 5));

    assertThat(table.rows()).extracting(ProfileRow::count).containsExactly(5L, 3L);
    assertThat(table.total()).isEqualTo(8);
  }

  @Test
  void rows_withOtherLabels_stayApart() {
    ProfileRow one = row("a", 1);
    ProfileRow other =
        new ProfileRow(one.frames(), new TreeMap<>(Map.of("state", "waiting")), one.values());

    assertThat(table(TIME, one, other).rows()).hasSize(2);
  }

  private static ProfileTable table(Instant time, ProfileRow... rows) {
    return new ProfileTable(
        "thread", List.of(SampleType.THREAD), List.of(rows), time, Duration.ZERO, List.of());
  }

  private static ProfileRow row(String function, long count) {
    return new ProfileRow(
        List.of(new ProfileFrame(function, "", 0)), new TreeMap<>(), new long[] {count});
  }
}
