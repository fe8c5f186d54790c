package io.threadleak.junit;

import io.threadleak.attribution.ThreadIds;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The wait for threads to end, and the look at those that have not. A thread is found once: what a
 * test was told of, its class and the run are not.
 */
final class LeakCheck {

  /** How long threads of an unknown start are waited for before it is asked where that was. */
  private static final long ASK_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long LOOK_EVERY_MILLIS = 20;

  private final Starts starts;
  private final Lock looking;
  private final Set<Long> found = ConcurrentHashMap.newKeySet();

  /**
   * A check.
   *
   * @param looking held while threads are, which nobody else may lock for long
   */
  LeakCheck(Starts starts, Lock looking) {
    this.starts = starts;
    this.looking = looking;
  }

  /**
   * Waits for the threads of the stretches that are wanted, and gives those that are still live.
   */
  List<Leak> leaks(Predicate<TestContext> wanted, LeakRules rules) {
    List<Leak> leaks = await(wanted, rules);
    leaks.forEach(leak -> found.add(leak.id()));
    return leaks;
  }

  /** Which of these threads are live now. */
  Set<Long> live(Set<Long> threads, Predicate<TestContext> wanted) {
    looking.lock();
    try {
      return starts.live(wanted).stream()
          .map(StartedThread::thread)
          .filter(Thread::isAlive)
          .map(ThreadIds::of)
          .filter(threads::contains)
          .collect(Collectors.toSet());
    } finally {
      looking.unlock();
    }
  }

  /** A pending interrupt, which the test left behind, must not cut the wait short. */
  private List<Leak> await(Predicate<TestContext> wanted, LeakRules rules) {
    Wait wait = new Wait(rules.linger());
    wait.interrupted = Thread.interrupted();
    try {
      List<Leak> leaks = null;
      while (leaks == null) {
        leaks = step(wanted, rules, wait);
        if (wait.asks) {
          starts.resolve();
        }
      }
      return leaks;
    } finally {
      if (wait.interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * A look, and a moment's wait for the first thread that is live; null where there is more to wait
   * for. Only in here does the calling thread hold any of them.
   */
  private @Nullable List<Leak> step(Predicate<TestContext> wanted, LeakRules rules, Wait wait) {
    wait.enter(looking);
    try {
      List<StartedThread> live = look(wanted, rules);
      boolean open = live.stream().anyMatch(thread -> thread.context() == null);
      if (wait.asks(open)) {
        return null;
      }
      if (live.isEmpty() || wait.isOver()) {
        return live.stream().filter(thread -> thread.context() != null).map(Leak::of).toList();
      }
      wait.forEndOf(live.get(0).thread());
      return null;
    } finally {
      looking.unlock();
    }
  }

  private List<StartedThread> look(Predicate<TestContext> wanted, LeakRules rules) {
    return starts.live(wanted).stream()
        .filter(thread -> thread.thread().isAlive())
        .filter(thread -> !found.contains(ThreadIds.of(thread.thread())))
        .filter(thread -> !rules.allow(thread))
        .sorted(Comparator.comparingLong(thread -> ThreadIds.of(thread.thread())))
        .toList();
  }

  /** One wait, from now on, but for the time in which the heap is dumped and nothing can end. */
  private static final class Wait {

    private final long lingerNanos;
    private long begin = System.nanoTime();
    private boolean asks;
    private boolean askedLast;
    private boolean interrupted;

    Wait(Duration linger) {
      lingerNanos = linger.toNanos();
    }

    /** Takes the lock. */
    void enter(Lock looking) {
      if (!looking.tryLock()) {
        long before = System.nanoTime();
        looking.lock();
        begin += System.nanoTime() - before;
      }
    }

    /**
     * Whether to ask now where threads were started.
     *
     * @param open whether that is not known of one
     */
    boolean asks(boolean open) {
      asks = open && !askedLast && elapsedNanos() >= Math.min(ASK_AFTER_NANOS, lingerNanos);
      askedLast |= asks && isOver();
      return asks;
    }

    boolean isOver() {
      return elapsedNanos() >= lingerNanos;
    }

    /** Waits a moment at most. */
    void forEndOf(Thread thread) {
      long left = TimeUnit.NANOSECONDS.toMillis(lingerNanos - elapsedNanos());
      try {
        thread.join(Math.max(1, Math.min(LOOK_EVERY_MILLIS, left)));
      } catch (InterruptedException kept) {
        interrupted = true;
      }
    }

    private long elapsedNanos() {
      return System.nanoTime() - begin;
    }
  }
}
