package io.threadleak.scheduling;

import io.threadleak.attribution.NearestFrame;
import io.threadleak.attribution.ThreadIds;
import io.threadleak.model.VirtualThreadsReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Virtual threads that are pinned as rounds see them: JFR tells of a wait only when it has ended,
 * and one that never ends is told of by nobody else. Used by one thread at a time.
 *
 * <p>A round shows all of them. Those pinned at an earlier round as well get a frame: at most
 * {@value #MAX_STACKS} stacks a round are taken, of those first that have none yet, then of those
 * whose is oldest. Their time is counted up to the round before, lest a wait that has ended and
 * whose event is still on its way be counted as if it went on.
 */
final class PinnedNow {

  static final int MAX_STACKS = 10;
  private static final int MAX_FOLLOWED = 1_000;

  private final NearestFrame frames;
  private final PinLedger ledger;
  private final Map<Long, Wait> waits = new HashMap<>();
  private long round;
  private long nowNanos;
  private long previousNanos;
  private int threads;

  PinnedNow(NearestFrame frames, PinLedger ledger) {
    this.frames = frames;
    this.ledger = ledger;
  }

  /** Begins a round. */
  void begin(long nanos) {
    round++;
    previousNanos = nowNanos;
    nowNanos = nanos;
    threads = 0;
  }

  /** Shows a virtual thread that waits on its carrier. */
  void see(Thread thread) {
    threads++;
    long id = ThreadIds.of(thread);
    boolean same = ledger.goesOn(id, nowNanos);
    Wait wait = waits.get(id);
    if (wait == null || !same) {
      if (wait == null && waits.size() >= MAX_FOLLOWED) {
        return;
      }
      wait = new Wait(nowNanos);
      waits.put(id, wait);
    }
    wait.thread = thread;
  }

  /** Ends the round: takes stacks, counts time, lets go of the threads. */
  void end() {
    waits.values().removeIf(wait -> wait.thread == null);
    waits.values().stream()
        .filter(wait -> wait.sinceNanos < nowNanos)
        .sorted(Comparator.comparingLong(wait -> wait.stackRound))
        .limit(MAX_STACKS)
        .forEach(this::takeStack);
    waits.forEach(
        (id, wait) -> {
          ledger.advance(id, wait.frame, previousNanos - wait.countedNanos);
          wait.countedNanos = Math.max(wait.countedNanos, previousNanos);
          wait.thread = null;
        });
    ledger.endRound(nowNanos);
  }

  /** Threads that the round showed. */
  int threads() {
    return threads;
  }

  /** The same by frame; those whose frame is not known are {@code other}. */
  Map<String, Integer> byFrame() {
    Map<String, Integer> byFrame = new HashMap<>();
    List<String> known = new ArrayList<>();
    for (Wait wait : waits.values()) {
      if (wait.frame != null) {
        known.add(wait.frame);
      }
    }
    known.forEach(frame -> byFrame.merge(frame, 1, Integer::sum));
    byFrame.merge(VirtualThreadsReport.OTHER_FRAME, threads - known.size(), Integer::sum);
    return byFrame;
  }

  private void takeStack(Wait wait) {
    Thread thread = wait.thread;
    StackTraceElement[] stack = thread == null ? new StackTraceElement[0] : thread.getStackTrace();
    wait.stackRound = round;
    wait.frame = stack.length == 0 ? wait.frame : frames.of(stack);
  }

  /** A thread that was pinned at each round since one. */
  private static final class Wait {

    private final long sinceNanos;
    private long countedNanos;
    private long stackRound;
    private @Nullable Thread thread;
    private @Nullable String frame;

    Wait(long sinceNanos) {
      this.sinceNanos = sinceNanos;
      this.countedNanos = sinceNanos;
    }
  }
}
