package io.threadleak.scheduling;

import io.threadleak.model.LabelText;
import io.threadleak.model.VirtualThreadsReport;
import io.threadleak.model.VirtualThreadsReport.PinnedFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Waits of virtual threads on their carriers, and how long they took, by frame. All sums only ever
 * grow. Thread-safe; holds at most a given number of frames and threads.
 *
 * <p>JFR tells of a wait when it has ended, rounds see those that go on. To count no time twice,
 * the time that rounds count of a wait which goes on is an advance on its thread's account: when
 * the event comes, that much of it is counted already and only the rest is added.
 */
final class PinLedger {

  private static final int MAX_ADVANCES = 1_000;
  private static final long KEPT_NANOS = 60_000_000_000L;

  private final int maxFrames;
  private final Map<String, Sum> frames = new LinkedHashMap<>();
  private final Map<Long, Advance> advances = new HashMap<>();
  private final Sum other = new Sum();
  private long pins;
  private long nanos;

  /** An empty ledger for so many frames; the rest is summed up. */
  PinLedger(int maxFrames) {
    this.maxFrames = maxFrames;
  }

  /**
   * Notes that a thread is pinned at a round.
   *
   * @return whether it may be the same wait as at the round before: whether no event of this thread
   *     has come since; false where there is no room to follow it
   */
  synchronized boolean goesOn(long thread, long nowNanos) {
    Advance advance = advances.get(thread);
    if (advance == null) {
      if (advances.size() < MAX_ADVANCES) {
        advances.put(thread, new Advance(nowNanos));
      }
      return false;
    }
    boolean same = !advance.ended;
    advance.ended = false;
    advance.seenNanos = nowNanos;
    return same;
  }

  /** Counts time of a wait that goes on; the first time of a wait also counts it. */
  synchronized void advance(long thread, @Nullable String frame, long waitedNanos) {
    Advance advance = advances.get(thread);
    if (advance == null || waitedNanos <= 0) {
      return;
    }
    add(frame, advance.counted ? 0 : 1, waitedNanos);
    advance.counted = true;
    advance.nanos += waitedNanos;
  }

  /** Counts a wait that has ended, without what was counted while it went on. */
  synchronized void ended(long thread, @Nullable String frame, long waitedNanos) {
    Advance advance = advances.get(thread);
    if (advance == null) {
      add(frame, 1, waitedNanos);
      return;
    }
    long counted = Math.min(advance.nanos, waitedNanos);
    add(frame, advance.counted ? 0 : 1, waitedNanos - counted);
    advance.nanos -= counted;
    advance.counted = false;
    advance.ended = true;
  }

  /** Forgets threads that no round has seen pinned for a minute: no event is on its way. */
  synchronized void endRound(long nowNanos) {
    advances.values().removeIf(advance -> nowNanos - advance.seenNanos > KEPT_NANOS);
  }

  synchronized long pins() {
    return pins;
  }

  synchronized double seconds() {
    return nanos / 1e9;
  }

  /**
   * The sums by frame, longest first and the rest last.
   *
   * @param pinnedNow threads pinned as of the round by frame; frames without room count as the rest
   */
  synchronized List<PinnedFrame> byFrame(Map<String, Integer> pinnedNow) {
    Map<String, Integer> now = new HashMap<>();
    pinnedNow.forEach((frame, threads) -> now.merge(keyOf(frame), threads, Integer::sum));
    List<PinnedFrame> rows = new ArrayList<>();
    frames.forEach((frame, sum) -> rows.add(sum.row(frame, now.getOrDefault(frame, 0))));
    rows.sort(Comparator.comparingDouble(PinnedFrame::seconds).reversed());
    rows.add(
        other.row(
            VirtualThreadsReport.OTHER_FRAME,
            now.getOrDefault(VirtualThreadsReport.OTHER_FRAME, 0)));
    return rows;
  }

  private void add(@Nullable String frame, int waits, long waitedNanos) {
    Sum sum = frame == null ? other : frames.getOrDefault(keyOf(frame), other);
    sum.pins += waits;
    sum.nanos += waitedNanos;
    pins += waits;
    nanos += waitedNanos;
  }

  /** The key under which a frame is summed, which it gets where there is room. */
  private String keyOf(String frame) {
    String key = LabelText.cut(frame);
    if (key.equals(VirtualThreadsReport.OTHER_FRAME) || frames.containsKey(key)) {
      return key;
    }
    if (frames.size() >= maxFrames) {
      return VirtualThreadsReport.OTHER_FRAME;
    }
    frames.put(key, new Sum());
    return key;
  }

  /** What was counted of one frame. */
  private static final class Sum {

    private long pins;
    private long nanos;

    PinnedFrame row(String frame, int pinnedNow) {
      return new PinnedFrame(frame, pinnedNow, pins, nanos / 1e9);
    }
  }

  /** What was counted of one thread's wait before the event that ends it. */
  private static final class Advance {

    private long nanos;
    private long seenNanos;
    private boolean counted;
    private boolean ended;

    Advance(long seenNanos) {
      this.seenNanos = seenNanos;
    }
  }
}
