package io.threadleak.junit;

import io.threadleak.ThreadLeak;
import io.threadleak.attribution.OwnThreads;
import io.threadleak.attribution.SeenThread;
import io.threadleak.attribution.SiteTable;
import io.threadleak.attribution.ThreadIds;
import io.threadleak.attribution.ThreadLedger;
import io.threadleak.model.CreationSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The starts that the agent's hook has told of, with the thread, its stretch of the run and the
 * starter's stack. At most {@value #CAPACITY} threads at a time, of which {@value #STACKS} have a
 * stack of their own; the others are shown with the first stack of their site.
 */
final class StartTable {

  static final int CAPACITY = 1_000_000;
  static final int STACKS = 10_000;

  private static final int MAX_SITES = 10_000;
  private static final int SWEEP_AT_LEAST = 10_000;

  private record Entry(SeenThread thread, TestContext context, @Nullable Throwable stack) {}

  private final Map<Long, Entry> entries = new ConcurrentHashMap<>();
  private final LongAdder dropped = new LongAdder();
  private final ThreadLedger ledger = new ThreadLedger(new SiteTable(MAX_SITES), System::nanoTime);
  private volatile int sweepAt = SWEEP_AT_LEAST;

  /** Where the creation sites stand, by thread. */
  ThreadLedger ledger() {
    return ledger;
  }

  /** Called on the starting thread, before the other runs. */
  void started(Thread thread) {
    if (OwnThreads.owns(thread)) {
      return;
    }
    if (entries.size() >= sweepAt) {
      sweep();
    }
    if (entries.size() >= CAPACITY) {
      dropped.increment();
      return;
    }
    Throwable stack = entries.size() < STACKS ? new Throwable("stack of the starter") : null;
    entries.put(ThreadIds.of(thread), new Entry(new SeenThread(thread), contextOf(thread), stack));
  }

  /** Called on the ending thread. */
  void ended(Thread thread) {
    forget(ThreadIds.of(thread));
  }

  /** Starts that found no room. */
  long dropped() {
    return dropped.sum();
  }

  /** The live ones that were started in a stretch that is wanted. */
  List<StartedThread> live(Predicate<TestContext> wanted) {
    Thread current = Thread.currentThread();
    List<StartedThread> found = new ArrayList<>();
    entries.forEach(
        (id, entry) -> {
          Thread thread = entry.thread().get();
          if (isOver(thread)) {
            forget(id);
          } else if (thread != null && thread != current && wanted.test(entry.context())) {
            found.add(found(thread, id, entry));
          }
        });
    return found;
  }

  private StartedThread found(Thread thread, Long id, Entry entry) {
    ThreadLedger.Start start = ledger.find(id);
    CreationSite site = start == null ? null : start.site().site();
    Throwable stack = entry.stack();
    List<StackTraceElement> frames =
        stack != null
            ? Frames.underStart(stack.getStackTrace())
            : site == null ? List.of() : site.frames();
    return new StartedThread(thread, entry.context(), site, frames);
  }

  private TestContext contextOf(Thread thread) {
    if (KnownThreads.isRunner(thread)) {
      return TestContext.NONE;
    }
    TestContext said = Contexts.said();
    if (said != null) {
      return said;
    }
    TestContext carried = TestContext.ofScope(ThreadLeak.currentScope());
    if (carried != null) {
      return carried;
    }
    Entry starter = entries.get(ThreadIds.of(Thread.currentThread()));
    return starter == null ? TestContext.NONE : starter.context();
  }

  /** Ended, or let go of; a thread whose start was refused stays new, and is no leak. */
  private static boolean isOver(@Nullable Thread thread) {
    return thread == null || thread.getState() == Thread.State.TERMINATED;
  }

  private void sweep() {
    entries.forEach(
        (id, entry) -> {
          if (isOver(entry.thread().get())) {
            forget(id);
          }
        });
    sweepAt = Math.max(SWEEP_AT_LEAST, 2 * entries.size());
  }

  private void forget(Long id) {
    entries.remove(id);
    ledger.ended(id);
  }
}
