package io.threadleak.shutdown;

import io.threadleak.attribution.OwnThreads;
import io.threadleak.attribution.ThreadLedger;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Tells what holds up a JVM that ought to be gone, and never holds it up itself.
 *
 * <p>Its shutdown hook starts a daemon thread and returns at once. The JVM ends when the other
 * hooks have returned, and the daemon with it. If it has not ended after the grace time the daemon
 * looks and tells, and again after {@value #BACKOFF} times and {@value #BACKOFF} times {@value
 * #BACKOFF} times that, {@value #MOST_LOOKS} times in all. Where no hook will ever run, because the
 * last thread that is no daemon does not end, two other signs are gone by: a monitor that was
 * closed in a JVM whose main thread has ended, and {@linkplain IdlePools pools that nobody has shut
 * down}.
 *
 * <p>Thread-safe.
 */
public final class ShutdownWatch implements AutoCloseable {

  private static final int BACKOFF = 6;
  private static final int MOST_LOOKS = 3;

  private final ThreadLedger ledger;
  private final Duration grace;
  private final Consumer<ShutdownReport> sink;
  private final BlockerLook blockers;
  private final IdlePools idlePools = new IdlePools();
  private final AtomicBoolean hasTold = new AtomicBoolean();
  private final Thread hook = OwnThreads.factory("stop").newThread(this::toldToStop);

  private ShutdownWatch(ThreadLedger ledger, Duration grace, Consumer<ShutdownReport> sink) {
    this.ledger = ledger;
    this.grace = grace;
    this.sink = sink;
    this.blockers = new BlockerLook(ledger);
  }

  /**
   * Begins to watch.
   *
   * @param ledger who started which thread
   * @param grace how long a JVM may take to end, above zero
   * @param sink is handed each report, by a daemon thread of threadleak's; what it throws is
   *     dropped
   */
  public static ShutdownWatch open(
      ThreadLedger ledger, Duration grace, Consumer<ShutdownReport> sink) {
    ShutdownWatch watch = new ShutdownWatch(ledger, grace, Objects.requireNonNull(sink, "sink"));
    try {
      Runtime.getRuntime().addShutdownHook(watch.hook);
    } catch (IllegalStateException | SecurityException refused) {
      // Too late, or not allowed: the other signs are left.
    }
    return watch;
  }

  /** Looks for pools that nobody has shut down; for one thread at a time, again and again. */
  public void look() {
    long idleNanos = idlePools.look(ledger.nanos());
    if (idleNanos >= grace.toNanos() && hasTold.compareAndSet(false, true)) {
      tell(blockers.withoutHooks(ShutdownCause.ONLY_IDLE_POOLS, Duration.ofNanos(idleNanos)));
    }
  }

  /** Watches on only where the JVM ought to end now. */
  @Override
  public void close() {
    try {
      boolean wasThere = Runtime.getRuntime().removeShutdownHook(hook);
      if (wasThere && BlockerLook.mainHasEnded()) {
        watch(ShutdownCause.MONITOR_CLOSED);
      }
    } catch (IllegalStateException | SecurityException stopping) {
      // The hook runs or has run.
    }
  }

  /** What the hook does. */
  void toldToStop() {
    watch(ShutdownCause.TOLD_TO_STOP);
  }

  private void watch(ShutdownCause cause) {
    long sinceNanos = ledger.nanos();
    try {
      OwnThreads.factory("shutdown").newThread(() -> watch(cause, sinceNanos)).start();
    } catch (OutOfMemoryError noThread) {
      // Nobody is left to tell; the end is not held up for it.
    }
  }

  private void watch(ShutdownCause cause, long sinceNanos) {
    try {
      long pauseMillis = grace.toMillis();
      for (int looks = 0; looks < MOST_LOOKS; looks++) {
        Thread.sleep(pauseMillis - (looks == 0 ? 0 : pauseMillis / BACKOFF));
        pauseMillis *= BACKOFF;
        Duration since = Duration.ofNanos(ledger.nanos() - sinceNanos);
        tell(
            cause == ShutdownCause.TOLD_TO_STOP
                ? blockers.whileHooksRun(since, sinceNanos)
                : blockers.withoutHooks(cause, since));
      }
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(ShutdownReport report) {
    try {
      sink.accept(report);
    } catch (RuntimeException | LinkageError | StackOverflowError failure) {
      // Nobody is left to tell.
    }
  }
}
