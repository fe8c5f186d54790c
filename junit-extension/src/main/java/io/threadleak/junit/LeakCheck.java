package io.threadleak.junit;

import io.threadleak.attribution.ThreadIds;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The wait for threads to end, and the look at those that have not. A thread is found once: what a
 * test was told of, its class and the run are not.
 */
final class LeakCheck {

  /** How long threads of an unknown start are waited for before it is asked where that was. */
  private static final long ASK_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long LOOK_EVERY_MILLIS = 20;

  private final Starts starts;
  private final Set<Long> found = ConcurrentHashMap.newKeySet();

  LeakCheck(Starts starts) {
    this.starts = starts;
  }

  /**
   * Waits for the threads of the stretches that are wanted, and gives those that are still live.
   */
  List<StartedThread> leaks(Predicate<TestContext> wanted, LeakRules rules) {
    List<StartedThread> leaks = await(wanted, rules);
    leaks.forEach(leak -> found.add(ThreadIds.of(leak.thread())));
    return leaks;
  }

  /** A pending interrupt, which the test left behind, must not cut the wait short. */
  private List<StartedThread> await(Predicate<TestContext> wanted, LeakRules rules) {
    boolean interrupted = Thread.interrupted();
    try {
      Wait wait = new Wait(rules.linger());
      boolean askedLast = false;
      while (true) {
        List<StartedThread> live = look(wanted, rules);
        boolean open = live.stream().anyMatch(thread -> thread.context() == null);
        if (open && wait.mayAsk() && !askedLast) {
          askedLast = wait.isOver();
          starts.resolve();
        } else if (live.isEmpty() || wait.isOver()) {
          return live.stream().filter(thread -> thread.context() != null).toList();
        } else {
          interrupted |= wait.forEndOf(live.get(0).thread());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
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

  /** One wait, from now on. */
  private static final class Wait {

    private final long begin = System.nanoTime();
    private final long lingerNanos;

    Wait(Duration linger) {
      lingerNanos = linger.toNanos();
    }

    boolean mayAsk() {
      return elapsedNanos() >= Math.min(ASK_AFTER_NANOS, lingerNanos);
    }

    boolean isOver() {
      return elapsedNanos() >= lingerNanos;
    }

    /** Waits a moment at most; whether an interrupt came meanwhile. */
    boolean forEndOf(Thread thread) {
      long left = TimeUnit.NANOSECONDS.toMillis(lingerNanos - elapsedNanos());
      try {
        thread.join(Math.max(1, Math.min(LOOK_EVERY_MILLIS, left)));
        return false;
      } catch (InterruptedException kept) {
        return true;
      }
    }

    private long elapsedNanos() {
      return System.nanoTime() - begin;
    }
  }
}
