package io.threadleak.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.attribution.ApplicationCode;
import io.threadleak.attribution.NearestFrame;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rounds over waiting threads: whether one is virtual and pinned is for the caller to know. */
final class PinnedNowTest {

  private static final long ROUND = 10_000_000_000L;

  private final CountDownLatch end = new CountDownLatch(1);
  private final PinLedger ledger = new PinLedger(50);
  private final PinnedNow pinned =
      new PinnedNow(
          new NearestFrame(ApplicationCode.ofThisJvm(List.of("io.threadleak.scheduling"))), ledger);
  private long nanos;

  @AfterEach
  void release() {
    end.countDown();
  }

  @Test
  void end_threadSeenOnce_hasNeitherFrameNorTime() {
    round(List.of(waiting()));

    assertThat(pinned.threads()).isEqualTo(1);
    assertThat(pinned.byFrame()).isEqualTo(Map.of("other", 1));
    assertThat(ledger.pins()).isZero();
  }

  @Test
  void end_threadSeenAtEachRound_countsItsTimeUpToTheRoundBefore() {
    List<Thread> threads = List.of(waiting());
    for (int i = 0; i < 6; i++) {
      round(threads);
    }
    assertThat(ledger.pins()).isEqualTo(1);
    assertThat(ledger.seconds()).isEqualTo(40);
  }

  @Test
  void end_eventOfTheThreadInBetween_beginsAnew() {
    Thread thread = waiting();
    round(List.of(thread));
    ledger.ended(thread.getId(), null, ROUND / 10);
    round(List.of(thread));
    round(List.of(thread));

    assertThat(ledger.pins()).isEqualTo(1);
    assertThat(ledger.seconds()).isEqualTo(1);
  }

  @Test
  void end_threadThatIsGone_isForgotten() {
    List<Thread> threads = List.of(waiting());
    round(threads);
    round(threads);
    round(List.of());

    assertThat(pinned.threads()).isZero();
    assertThat(pinned.byFrame()).isEqualTo(Map.of("other", 0));
  }

  @Test
  void end_moreThreadsThanStacksARound_namesTheOthersLater() {
    List<Thread> threads = Stream.generate(this::waiting).limit(PinnedNow.MAX_STACKS + 5).toList();
    round(threads);
    round(threads);
    assertThat(pinned.byFrame()).containsEntry("other", 5).containsValue(PinnedNow.MAX_STACKS);

    round(threads);
    assertThat(pinned.byFrame()).containsEntry("other", 0).containsValue(threads.size());
  }

  private void round(List<Thread> threads) {
    nanos += ROUND;
    pinned.begin(nanos);
    threads.forEach(pinned::see);
    pinned.end();
  }

  private Thread waiting() {
    Thread thread = new Thread(() -> Pinning.await(end));
    thread.setDaemon(true);
    thread.start();
    Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
    return thread;
  }
}
