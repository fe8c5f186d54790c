package io.threadleak.attribution;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The scope of single virtual threads, by id: of those that were started in one, at most {@value
 * #CAPACITY} at a time, in 22 to 44 bytes each. What finds no room is counted as started, and
 * followed no further.
 *
 * <p>Starting threads never wait here. All else is for the sampling thread.
 */
public final class ScopedThreads {

  static final int CAPACITY = 200_000;

  private final TrackedThreads threads = new TrackedThreads(CAPACITY);
  private final LongAdder dropped = new LongAdder();

  ScopedThreads() {}

  /** Called on the starting thread. */
  void started(ThreadLedger ledger, long threadId) {
    String scope = Scopes.entered();
    if (scope != null) {
      started(ledger, threadId, scope);
    } else if (ledger.endpoints().haveThreads()) {
      EndpointEntry inherited = inherited(ledger, Thread.currentThread());
      if (inherited != null) {
        count(inherited, threadId);
      }
    }
  }

  /** The same where what it is started in is known; empty for none. */
  void started(ThreadLedger ledger, long threadId, String scope) {
    if (!scope.isEmpty()) {
      count(ledger.endpoints().entryOf(scope), threadId);
    }
  }

  private void count(EndpointEntry endpoint, long threadId) {
    endpoint.countVirtualStart();
    if (!threads.add(threadId, endpoint.index(), 0)) {
      dropped.increment();
    }
  }

  /** Takes a start back that the JVM refused; the id is never given to another thread. */
  void startFailed(ThreadLedger ledger, long threadId) {
    EndpointEntry endpoint = entry(ledger, threads.peek(threadId));
    if (endpoint != null) {
      endpoint.uncountVirtualStart();
    }
  }

  /** What a live thread was started in, as far as it is known; waits for nobody. */
  @Nullable EndpointEntry inherited(ThreadLedger ledger, Thread thread) {
    long id = ThreadIds.of(thread);
    if (VirtualThreadApi.isVirtual(thread)) {
      return entry(ledger, threads.peek(id));
    }
    ThreadLedger.Start start = ledger.find(id);
    return start == null ? null : start.endpoint();
  }

  /** What a live virtual thread was started in, and notes that it lives; null if in no scope. */
  public @Nullable EndpointEntry find(ThreadLedger ledger, long threadId) {
    return entry(ledger, threads.find(threadId));
  }

  /** Whether there is any. */
  public boolean isEmpty() {
    return threads.size() == 0;
  }

  /** Forgets all threads below the given id that were not found since the last call. */
  public void forgetUnseen(long belowId) {
    threads.forgetUnseen(belowId);
  }

  /** Threads that found no room. */
  public long dropped() {
    return dropped.sum();
  }

  private static @Nullable EndpointEntry entry(ThreadLedger ledger, int found) {
    return found == TrackedThreads.UNTRACKED
        ? null
        : ledger.endpoints().at(TrackedThreads.site(found));
  }
}
