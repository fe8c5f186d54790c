package io.threadleak.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadleak.model.VirtualThreadsReport.PinnedFrame;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PinLedgerTest {

  private static final long SECOND = 1_000_000_000L;
  private static final String FRAME = "com.acme.Pins.wait(Pins.java:7)";

  private final PinLedger ledger = new PinLedger(2);

  @Test
  void ended_wait_isCountedAtItsFrame() {
    ledger.ended(1, FRAME, 3 * SECOND);
    ledger.ended(2, FRAME, SECOND);

    assertThat(ledger.pins()).isEqualTo(2);
    assertThat(ledger.seconds()).isEqualTo(4);
    assertThat(rows()).containsExactly(row(FRAME, 0, 2, 4), row("other", 0, 0, 0));
  }

  @Test
  void ended_waitThatRoundsCountedInPart_addsTheRestAlone() {
    ledger.goesOn(1, 0);
    ledger.advance(1, FRAME, 10 * SECOND);
    ledger.advance(1, FRAME, 10 * SECOND);
    assertThat(ledger.pins()).isEqualTo(1);
    assertThat(ledger.seconds()).isEqualTo(20);

    ledger.ended(1, FRAME, 27 * SECOND);

    assertThat(rows()).containsExactly(row(FRAME, 0, 1, 27), row("other", 0, 0, 0));
  }

  @Test
  void ended_nextWaitOfTheThread_isCountedInFull() {
    ledger.goesOn(1, 0);
    ledger.advance(1, FRAME, 10 * SECOND);
    ledger.ended(1, FRAME, 12 * SECOND);

    ledger.ended(1, FRAME, 5 * SECOND);

    assertThat(ledger.pins()).isEqualTo(2);
    assertThat(ledger.seconds()).isEqualTo(17);
  }

  @Test
  void ended_waitsShorterThanWhatRoundsCounted_neverLetASumFall() {
    ledger.goesOn(1, 0);
    ledger.advance(1, FRAME, 10 * SECOND);

    ledger.ended(1, FRAME, 4 * SECOND);
    assertThat(ledger.seconds()).isEqualTo(10);

    ledger.ended(1, FRAME, 8 * SECOND);
    assertThat(ledger.seconds()).isEqualTo(12);
    assertThat(ledger.pins()).isEqualTo(2);
  }

  @Test
  void goesOn_afterAnEventOfTheThread_isAnotherWait() {
    assertThat(ledger.goesOn(1, 0)).isFalse();
    assertThat(ledger.goesOn(1, 10 * SECOND)).isTrue();

    ledger.ended(1, FRAME, SECOND);

    assertThat(ledger.goesOn(1, 20 * SECOND)).isFalse();
    assertThat(ledger.goesOn(1, 30 * SECOND)).isTrue();
  }

  @Test
  void endRound_threadNotPinnedForAMinute_isForgotten() {
    ledger.goesOn(1, 0);
    ledger.endRound(60 * SECOND);
    assertThat(ledger.goesOn(1, 60 * SECOND)).isTrue();

    ledger.endRound(121 * SECOND);
    assertThat(ledger.goesOn(1, 121 * SECOND)).isFalse();
  }

  @Test
  void byFrame_moreFramesThanThereIsRoomFor_sumsUpTheRest() {
    ledger.ended(1, "a", SECOND);
    ledger.ended(2, "b", 2 * SECOND);
    ledger.ended(3, "c", 4 * SECOND);
    ledger.ended(4, null, 8 * SECOND);

    assertThat(ledger.byFrame(Map.of("a", 1, "d", 2, "other", 3)))
        .containsExactly(row("b", 0, 1, 2), row("a", 1, 1, 1), row("other", 5, 2, 12));
  }

  @Test
  void byFrame_longFrames_areCutAndSummedByWhatIsShown() {
    String longest = "x".repeat(300);
    ledger.ended(1, longest + "1", SECOND);
    ledger.ended(2, longest + "2", SECOND);

    assertThat(rows().get(0)).isEqualTo(row("x".repeat(199) + "…", 0, 2, 2));
  }

  private List<PinnedFrame> rows() {
    return ledger.byFrame(Map.of());
  }

  private static PinnedFrame row(String frame, int pinned, long pins, double seconds) {
    return new PinnedFrame(frame, pinned, pins, seconds);
  }
}
