package io.threadleak.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.attribution.Samples;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.SitePast;
import io.threadleak.sampling.Snapshot.SiteSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class HistoriesTest {

  private final Histories histories = new Histories(10, new double[] {6, 30, 90, 360, 1440});
  private final Samples samples = new Samples();

  @Test
  void add_manyRounds_isBoundedOrderedAndKeepsTheRecentWhole() {
    SiteHistory history = addRounds(0, 2_000, 1);
    assertThat(history.size()).isEqualTo(Timeline.CAPACITY);
    for (int i = 1; i < history.size(); i++) {
      assertThat(history.seconds(i)).isGreaterThan(history.seconds(i - 1));
      assertThat(history.live(i)).isEqualTo((int) (history.seconds(i) / 10));
      assertThat(history.work(i)).isEqualTo(history.seconds(i) * 3);
      assertThat(history.aged(i, 2)).isEqualTo(2);
    }
    int last = history.size() - 1;
    for (int i = last; i > last - 79; i--) {
      assertThat(history.seconds(i) - history.seconds(i - 1)).isEqualTo(10);
    }
    assertThat(history.seconds(0)).isZero();
  }

  @Test
  void add_aDayOfRounds_keepsDistancesInProportionToAge() {
    SiteHistory history = addRounds(0, 8_640, 1);
    int last = history.size() - 1;
    for (int i = 1; i <= last; i++) {
      double age = history.seconds(last) - history.seconds(i - 1);
      assertThat(history.seconds(i) - history.seconds(i - 1))
          .as("distance at an age of %s s", age)
          .isLessThanOrEqualTo(Math.max(10, 0.08 * age));
    }
  }

  @Test
  void add_siteThatComesLater_beginsThereAndStaysAligned() {
    addRounds(0, 100, 1);
    addRounds(100, 900, 2);
    SiteHistory late = histories.of(1);
    assertThat(late.seconds(0)).isGreaterThanOrEqualTo(1_000);
    for (int i = 0; i < late.size(); i++) {
      assertThat(late.live(i)).isEqualTo((int) (late.seconds(i) / 10));
    }
  }

  @Test
  void add_siteThatIsMissedForRounds_stoodStillMeanwhile() {
    addRounds(0, 10, 2);
    addRounds(10, 20, 1);
    addRounds(20, 25, 2);
    SiteHistory history = histories.of(1);
    assertThat(history.size()).isEqualTo(25);
    assertThat(history.live(9)).isEqualTo(history.live(19)).isEqualTo(9);
    assertThat(history.live(20)).isEqualTo(20);
  }

  @Test
  void copy_ofAKnownSite_staysAsItWas() {
    addRounds(0, 20, 1);
    SitePast past = Objects.requireNonNull(histories.copy(0, 1_000, 360));
    addRounds(20, 2_000, 1);

    assertThat(past.size()).isEqualTo(20);
    assertThat(past.seconds(19)).isEqualTo(1_190);
    assertThat(past.live(19)).isEqualTo(19);
    assertThat(past.work(19)).isEqualTo(570);
  }

  @Test
  void copy_ofASiteThatIsNotKnown_isNull() {
    addRounds(0, 1, 1);
    histories.begin(10, 0);
    histories.add(3, samples.rows(4, 1).get(3));

    assertThat(histories.copy(1, 0, 360)).isNull();
    assertThat(histories.copy(4, 0, 360)).isNull();
  }

  @Test
  void copy_whileRoundsAreAdded_isWholeAndInOrder() throws Exception {
    addRounds(0, 1, 2);
    CompletableFuture<Void> rounds = CompletableFuture.runAsync(() -> addRounds(1, 20_000, 2));
    int copies = 0;
    while (!rounds.isDone() || copies == 0) {
      SitePast past = Objects.requireNonNull(histories.copy(1, 0, 360));
      copies++;
      for (int i = 0; i < past.size(); i++) {
        assertThat(past.live(i)).isEqualTo((int) (past.seconds(i) / 10));
        assertThat(past.work(i)).isEqualTo(past.seconds(i) * 3);
      }
    }
    rounds.get(60, TimeUnit.SECONDS);
  }

  private SiteHistory addRounds(int from, int to, int sites) {
    List<SiteSample> rows = new ArrayList<>();
    for (int round = from; round < to; round++) {
      rows = samples.rows(sites, round);
      double seconds = round * 10.0;
      histories.begin(seconds, seconds * 3);
      for (SiteSample row : rows) {
        histories.add(row.entry().index(), row);
      }
    }
    return histories.of(0);
  }
}
