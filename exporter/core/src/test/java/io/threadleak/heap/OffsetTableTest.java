package io.threadleak.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OffsetTableTest {

  /** Near each other, over some megabytes, over terabytes. */
  @ParameterizedTest
  @ValueSource(longs = {30_000, 50_000_000, 9_000_000_000L, 5_000_000_000_000L})
  void get_whateverTheDistances_isWhatWasSet(long span) {
    Random random = new Random(span);
    int size = 10_001;
    long[] expected = new long[size];
    OffsetTable table = new OffsetTable(size);
    for (int round = 0; round < 2 * size; round++) {
      int object = random.nextInt(size);
      expected[object] = 1_000_000 + (long) (random.nextDouble() * span);
      table.set(object, expected[object]);
    }
    for (int object = 0; object < size; object++) {
      if (expected[object] != 0) {
        assertThat(table.get(object)).isEqualTo(expected[object]);
      }
    }
  }

  @Test
  void frames_inRunsAndOutOfOrder_areFoundById() {
    FrameRuns runs = new FrameRuns(8);
    for (int i = 0; i < 5; i++) {
      runs.add(100 + i, 5_000 + 49L * i);
    }
    runs.add(7, 9_000);
    runs.add(8, 9_049);
    runs.add(9, 9_200);
    runs.seal();
    assertThat(runs.find(104)).isEqualTo(5_196);
    assertThat(runs.find(8)).isEqualTo(9_049);
    assertThat(runs.find(9)).isEqualTo(9_200);
    assertThat(runs.find(105)).isEqualTo(-1);
    assertThat(runs.find(6)).isEqualTo(-1);
    assertThat(runs.find(50)).isEqualTo(-1);
  }
}
