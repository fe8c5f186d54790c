package io.threadleak.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.PoolBirthplace;
import io.threadleak.model.SiteHistory;
import org.junit.jupiter.api.Test;

final class BirthplaceTallyTest {

  private final BirthplaceTally tally = new BirthplaceTally();

  @Test
  void most_severalPlaces_isThatOfMostPoolsFirstWithTheirBounds() {
    tally.add("rare", 4);
    tally.add("often", 2);
    tally.add("often", 3);
    assertThat(tally.most())
        .containsExactly(new PoolBirthplace("often", 2, 5), new PoolBirthplace("rare", 1, 4));
  }

  @Test
  void most_onePoolWithoutLimit_hasNoBound() {
    tally.add("cached", 3);
    tally.add("cached", SiteHistory.UNBOUNDED);
    assertThat(tally.most()).containsExactly(new PoolBirthplace("cached", 2, null));
  }

  @Test
  void most_placeNobodySaw_isLeftOut() {
    tally.add(null, 3);
    assertThat(tally.most()).isEmpty();
  }

  @Test
  void most_morePlacesThanARowNames_isTheFirstOfThem() {
    for (int i = 0; i < 1_000; i++) {
      tally.add("place " + i, 1);
    }
    assertThat(tally.most()).hasSize(PoolBirthplace.MOST);
    tally.clear();
    assertThat(tally.most()).isEmpty();
  }
}
