package io.threadleak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadleak.model.CreationSite;
import io.threadleak.model.RecordedRound;
import io.threadleak.model.RecordedSite;
import io.threadleak.model.SiteHistory;
import io.threadleak.model.ThreadKind;
import io.threadleak.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ReplayTest {

  private static final double EPOCH = 1_760_000_000;

  private final Replay replay = new Replay(Duration.ofSeconds(10));

  @Test
  void add_threadARoundThatStays_isLeakingSinceARecordedTime() {
    addLeak(0, 300, 0, 0);
    ReplayedSite site = replay.sites().get(0);
    assertThat(site.name()).isEqualTo("site");
    assertThat(site.verdict().verdict()).isEqualTo(Verdict.LEAKING);
    assertThat(site.leaks()).isTrue();
    assertThat(site.verdict().firstLeaking())
        .isBetween(
            Instant.ofEpochSecond((long) EPOCH + 600), Instant.ofEpochSecond((long) EPOCH + 2000));
    assertThat(replay.rounds()).isEqualTo(300);
  }

  @Test
  void add_processStartedAnew_judgesAnewAndRemembersTheLeak() {
    addLeak(0, 300, 0, 0);
    addLeak(300, 310, 300, 0);
    ReplayedSite site = replay.sites().get(0);
    assertThat(replay.restarts()).isEqualTo(1);
    assertThat(site.verdict().verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(site.verdict().firstLeaking()).isNotNull();
    assertThat(site.leaks()).isTrue();
  }

  @Test
  void add_oldThreadsGoneThoughNoneEnded_isANewRun() {
    replay.add(round(0, 50, 50, 50));
    replay.add(round(1, 60, 60, 0));
    assertThat(replay.restarts()).isEqualTo(1);
  }

  @Test
  void add_estimateOfOldVirtualThreadsFalls_isNoNewRunButACounterThatFallsIs() {
    replay.add(round("site", ThreadKind.VIRTUAL, 0, 1_000, 9_000, 1_000));
    replay.add(round("site", ThreadKind.VIRTUAL, 1, 1_000, 9_000, 800));
    assertThat(replay.restarts()).isZero();
    replay.add(round("site", ThreadKind.VIRTUAL, 2, 10, 10, 0));
    assertThat(replay.restarts()).isEqualTo(1);
  }

  @Test
  void add_clockSetBackByAnHour_goesOnByOneInterval() {
    addLeak(0, 100, 0, 0);
    addLeak(100, 300, 0, -3600);
    assertThat(replay.restarts()).isZero();
    assertThat(replay.sites().get(0).verdict().verdict()).isEqualTo(Verdict.LEAKING);
  }

  @Test
  void add_virtualThreadARoundThatStays_isToldAsSuch() {
    for (int round = 0; round < 300; round++) {
      int threads = 1_000 * round;
      replay.add(
          round("site", ThreadKind.VIRTUAL, round, threads, threads, Math.max(0, threads - 6_000)));
    }
    ReplayedSite site = replay.sites().get(0);
    assertThat(site.leaks()).isTrue();
    assertThat(site.last().kind()).isEqualTo(ThreadKind.VIRTUAL);
    assertThat(site.verdict().summary()).contains(" virtual threads ");
  }

  @Test
  void add_restOfEitherKindFalls_isNoNewRun() {
    for (ThreadKind kind : ThreadKind.values()) {
      replay.add(round(CreationSite.otherName(kind), kind, 0, 50, 500, 50));
      replay.add(round(CreationSite.otherName(kind), kind, 1, 5, 50, 0));
    }
    assertThat(replay.restarts()).isZero();
  }

  @Test
  void new_intervalOfZero_isRefused() {
    assertThatThrownBy(() -> new Replay(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("interval");
  }

  /** One thread is left behind in each round; counting from the given first one. */
  private void addLeak(int from, int to, int first, double clockOffset) {
    for (int round = from; round < to; round++) {
      int threads = round - first;
      replay.add(round(round + clockOffset / 10, threads, threads, Math.max(0, threads - 6)));
    }
  }

  private static RecordedRound round(double round, int live, long started, int olderThanAMinute) {
    return round("site", ThreadKind.PLATFORM, round, live, started, olderThanAMinute);
  }

  private static RecordedRound round(
      String name, ThreadKind kind, double round, int live, long started, int olderThanAMinute) {
    RecordedSite site =
        new RecordedSite(
            kind,
            live,
            started,
            started - live,
            new TreeMap<>(Map.of(60, olderThanAMinute)),
            SiteHistory.UNBOUNDED);
    return new RecordedRound(EPOCH + round * 10, Double.NaN, Map.of(name, site));
  }
}
