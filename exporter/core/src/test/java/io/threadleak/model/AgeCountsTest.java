package io.threadleak.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class AgeCountsTest {

  private static final Map<Integer, Integer> SOME = Map.of(300, 12, 60, 40, 900, 0);

  private final AgeCounts counts =
      AgeCounts.of(new int[] {60, 300, 900, 7}, new int[] {40, 12, 0, 7}, 3);

  @Test
  void at_recordedAge_isItsCount() {
    assertThat(counts.at(60)).isEqualTo(40);
    assertThat(counts.at(900)).isZero();
  }

  @Test
  void at_otherAge_isUnknown() {
    assertThat(counts.at(61)).isEqualTo(AgeCounts.UNKNOWN);
    assertThat(AgeCounts.NONE.at(60)).isEqualTo(AgeCounts.UNKNOWN);
  }

  @Test
  void of_mapAndArrays_areEqual() {
    assertThat(AgeCounts.of(new TreeMap<>(SOME))).isEqualTo(counts).hasSameHashCodeAs(counts);
    assertThat(AgeCounts.of(new TreeMap<>(Map.of(60, 41)))).isNotEqualTo(counts);
    assertThat(counts.toMap()).isEqualTo(SOME);
    assertThat(counts).hasToString("{60=40, 300=12, 900=0}");
  }

  @Test
  void of_agesThatDoNotAscend_isRefused() {
    assertThatThrownBy(() -> AgeCounts.of(new int[] {300, 60}, new int[] {1, 2}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ages must ascend, but 60 follows 300");
  }
}
