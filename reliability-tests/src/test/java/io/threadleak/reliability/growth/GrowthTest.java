package io.threadleak.reliability.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GrowthTest {

  @Test
  void trouble_nothingGrows_isNone() {
    List<Reading> steady =
        readings(i -> new Reading(i, 1_000_000 + i % 2 * 20_000, 9, 7, 25, 1, 9));

    assertThat(Growth.ALL).allMatch(growth -> growth.trouble(steady).isEmpty());
  }

  @Test
  void trouble_heapGrows_isTold() {
    assertThat(troubles(readings(i -> new Reading(i, 1_000_000 + i * 30_000, 9, 7, 25, 1, 9))))
        .singleElement()
        .asString()
        .startsWith("heap grew from ");
  }

  @Test
  void trouble_threadsAndFilesGrow_areTold() {
    assertThat(troubles(readings(i -> new Reading(i, 1_000_000, 9, 7 + i, 25 + i, 1, 9))))
        .hasSize(2);
  }

  @Test
  void trouble_tooFewReadings_isTold() {
    assertThat(Growth.ALL.get(0).trouble(List.of())).contains("only 0 readings");
  }

  private static List<String> troubles(List<Reading> readings) {
    return Growth.ALL.stream()
        .map(growth -> growth.trouble(readings))
        .flatMap(Optional::stream)
        .toList();
  }

  private static List<Reading> readings(IntFunction<Reading> reading) {
    return IntStream.range(0, 10).mapToObj(reading).toList();
  }
}
