package io.threadleak.sampling;

import java.lang.management.ThreadInfo;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * For how long platform threads have been seen in the same wait, from one look on demand to the
 * next: the JVM counts waits but does not tell when one began. Used by one thread at a time.
 */
final class SeenWaits {

  /** Threads remembered from one look to the next; some 100 bytes each. */
  static final int MAX_THREADS = 10_000;

  private record Wait(Thread.State state, long waits, long blocks, long sinceNanos) {

    boolean isSameAs(Wait other) {
      return state == other.state && waits == other.waits && blocks == other.blocks;
    }
  }

  private Map<Long, Wait> before = new HashMap<>();
  private Map<Long, Wait> now = new HashMap<>();
  private long nowNanos;

  /** Begins a look at the given time of a monotonic clock. */
  void begin(long nanos) {
    before = now;
    now = new HashMap<>();
    nowNanos = nanos;
  }

  /** Seconds since an earlier look saw the thread in the wait that it is in; null if none did. */
  @Nullable Double secondsOf(ThreadInfo info) {
    Thread.State state = info.getThreadState();
    if (state == Thread.State.RUNNABLE || state == Thread.State.NEW) {
      return null;
    }
    Wait wait = new Wait(state, info.getWaitedCount(), info.getBlockedCount(), nowNanos);
    Wait seen = before.get(info.getThreadId());
    boolean goesOn = seen != null && seen.isSameAs(wait);
    long since = seen != null && goesOn ? seen.sinceNanos : nowNanos;
    if (now.size() < MAX_THREADS) {
      now.put(info.getThreadId(), new Wait(state, wait.waits, wait.blocks, since));
    }
    return goesOn ? SiteTally.seconds(nowNanos - since) : null;
  }
}
